package pressroom.blog.outbox;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.events.BlogUnpublished;
import pressroom.events.BlogWritten;
import pressroom.events.CloudEvent;

/** What is remembered of a lost blog while the topic is read: places, and no texts. */
final class LostBlogState {

    private final @Nullable UUID stored;
    private int newestVersion;
    private @Nullable Place newest;
    private int textVersion;
    private @Nullable Place text;
    private @Nullable CloudEvent taken;
    private @Nullable Instant createdAt;
    private @Nullable UUID sentBefore;

    /** Events of a blog lie in several partitions if the topic has got more of them in between. */
    private record Place(int partition, long offset) {

        static Place of(TopicRecords.Placed placed) {
            return new Place(placed.partition(), placed.offset());
        }
    }

    /** @param stored the event of the version that the database has; null if that is unknown */
    LostBlogState(@Nullable UUID stored) {
        this.stored = stored;
    }

    /** One more of its lost events, in the order of the topic. */
    void add(TopicRecords.Placed placed) {
        CloudEvent event = placed.event();
        int version = event.data().version();
        if (version >= newestVersion) {
            newestVersion = version;
            newest = Place.of(placed);
            taken = event.data() instanceof BlogUnpublished ? event : null;
        }
        if (event.data() instanceof BlogWritten written) {
            if (version >= textVersion) {
                textVersion = version;
                text = Place.of(placed);
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
        if (!Objects.equals(Place.of(placed), text == null ? newest : text)) {
            return null;
        }
        CloudEvent last = taken == null ? event : taken;
        BlogWritten written = event.data() instanceof BlogWritten kept ? kept : null;
        return new LostBlog(last.data(), last.id(), last.hashes(), written, createdAt, sentBefore);
    }
}
