package pressroom.blog.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.events.BlogUnpublished;
import pressroom.events.BlogWritten;
import pressroom.events.CloudEvent;

/** What is remembered of a lost blog while the topic is read: places, and no texts. */
final class LostBlogState {

    private final @Nullable UUID stored;
    private int newestVersion;
    private int partition;
    private long newestOffset;
    private int textVersion;
    private long textOffset = -1;
    private @Nullable CloudEvent taken;
    private @Nullable Instant createdAt;
    private @Nullable UUID sentBefore;

    /** @param stored the event of the version that the database has; null if that is unknown */
    LostBlogState(@Nullable UUID stored) {
        this.stored = stored;
    }

    /** One more of its lost events, in the order of the topic. */
    void add(TopicRecords.Placed placed) {
        CloudEvent event = placed.event();
        int version = event.data().version();
        partition = placed.partition();
        if (version >= newestVersion) {
            newestVersion = version;
            newestOffset = placed.offset();
            taken = event.data() instanceof BlogUnpublished ? event : null;
        }
        if (event.data() instanceof BlogWritten written) {
            if (version >= textVersion) {
                textVersion = version;
                textOffset = placed.offset();
            }
            if (version == 1) {
                createdAt = written.updatedAt();
            }
        }
    }

    /**
     * One of its events at the second reading.
     *
     * @return the blog when this is the event with the text that counts; null otherwise
     */
    @Nullable
    LostBlog meet(TopicRecords.Placed placed) {
        CloudEvent event = placed.event();
        if (event.id().equals(stored)) {
            sentBefore = stored;
        }
        if (placed.partition() != partition || placed.offset() != (textOffset < 0 ? newestOffset : textOffset)) {
            return null;
        }
        CloudEvent newest = taken == null ? event : taken;
        BlogWritten text = event.data() instanceof BlogWritten written ? written : null;
        return new LostBlog(newest.data(), newest.id(), newest.hashes(), text, createdAt, sentBefore);
    }
}
