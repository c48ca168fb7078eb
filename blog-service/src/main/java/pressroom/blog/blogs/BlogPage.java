package pressroom.blog.blogs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the page after this one; null at the end
 */
public record BlogPage(List<BlogSummary> blogs, @Nullable String next) {}
