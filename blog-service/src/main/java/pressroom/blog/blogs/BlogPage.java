package pressroom.blog.blogs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the page after this one; null at the end
 */
@Schema(example = """
                {"blogs": [{"id": "0198c0de-0000-7000-8000-000000000001", "version": 1, "authorId": "ada", "title": "Hello",
                 "tags": ["hello"], "publishedAt": "2026-02-20T10:00:00Z", "updatedAt": "2026-02-20T10:00:00Z"}],
                 "next": null}
                """)
public record BlogPage(List<BlogSummary> blogs, @Nullable String next) {}
