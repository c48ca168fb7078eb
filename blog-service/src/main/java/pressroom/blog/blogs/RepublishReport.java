package pressroom.blog.blogs;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.blog.outbox.OutboxStatus;

/**
 * What was put into the outbox again.
 *
 * @param dryRun whether nothing was
 * @param blogIds the blogs, in the order of their ids
 * @param next to be sent as {@code after} of the next call; null if there are no more
 * @param outbox where it stands afterwards: what was put into it is not sent while the relay is suspended
 */
record RepublishReport(
        boolean dryRun, List<UUID> blogIds, @Nullable UUID next, OutboxStatus outbox) {}
