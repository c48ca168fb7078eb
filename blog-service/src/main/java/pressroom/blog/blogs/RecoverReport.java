package pressroom.blog.blogs;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a recovery did.
 *
 * @param dryRun whether nothing was done
 * @param from by partition, the first offset that was read: the end that the relay's position knows
 * @param to by partition, the topic's end at the start
 * @param blogs those that differ, in the order of the topic
 * @param next to be sent as {@code after} of the next call; null if there are no more
 * @param actions what is done to the relay after the last blog, in order; empty before
 */
record RecoverReport(
        boolean dryRun,
        List<Long> from,
        List<Long> to,
        List<RecoveredBlog> blogs,
        @Nullable UUID next,
        List<String> actions) {}
