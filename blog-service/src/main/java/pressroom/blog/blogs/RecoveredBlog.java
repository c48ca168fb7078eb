package pressroom.blog.blogs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a recovery did to one blog.
 *
 * @param action {@code taken-back}, {@code withdrawn}, {@code database-kept} if the blog changed after the restore, or
 *     {@code twin-withdrawn}
 * @param authorId the blog's
 * @param title as it is now
 * @param topicVersion the highest one on the topic that the database lacked; null for a twin
 * @param databaseVersion the version before; null if the database lacked the blog
 * @param version the version now
 * @param live whether readers see it now
 * @param keptText the event whose text is kept in {@code recovered_texts}; null if none is
 * @param twinOf the blog that was acknowledged first under the same Idempotency-Key; null if this is no twin
 */
record RecoveredBlog(
        UUID blogId,
        String action,
        String authorId,
        String title,
        @Nullable Integer topicVersion,
        @Nullable Integer databaseVersion,
        int version,
        boolean live,
        @Nullable UUID keptText,
        @Nullable UUID twinOf) {}
