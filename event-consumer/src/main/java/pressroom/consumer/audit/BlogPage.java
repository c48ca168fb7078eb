package pressroom.consumer.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some blogs of a bucket, in the order of their ids.
 *
 * @param next the last of them; null on the last page
 */
public record BlogPage(List<BlogState> blogs, @Nullable UUID next) {}
