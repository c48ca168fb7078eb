package pressroom.blog.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.events.BlogEvent;
import pressroom.events.BlogWritten;
import pressroom.events.IdempotencyHashes;

/**
 * A blog of which the topic has events that the database lacks.
 *
 * @param newest the data of the newest of them
 * @param eventId the newest one's
 * @param hashes of the blog's Idempotency-Key; null if it has none
 * @param text the newest of them that has a text; null if all of them take the blog back
 * @param createdAt when its first version was written; null if the database may have it
 * @param sentBefore the event of the database's version if the topic has that, too: then the blog has not changed
 *     since. Null otherwise
 */
public record LostBlog(
        BlogEvent newest,
        UUID eventId,
        @Nullable IdempotencyHashes hashes,
        @Nullable BlogWritten text,
        @Nullable Instant createdAt,
        @Nullable UUID sentBefore) {

    /** The blog's. */
    public UUID id() {
        return newest.blogId();
    }

    /** The highest one that was sent and that the database lacks. */
    public int version() {
        return newest.version();
    }
}
