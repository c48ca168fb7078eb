package pressroom.blog.blogs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.blog.outbox.OutboxEvent;

/**
 * All that one commit writes to publish a blog.
 *
 * @param blog in its first version
 * @param event what the topic will get
 */
record NewBlog(PublishBlog wish, Blog blog, OutboxEvent event) {

    UUID id() {
        return blog.id();
    }

    @Nullable
    String key() {
        return wish.key() == null ? null : wish.key().value();
    }

    /** What was asked for under the key; null when there is no key to ask for it again. */
    byte @Nullable [] requestHash() {
        return wish.key() == null ? null : wish.draft().hash();
    }

    /** About so many bytes go to the database. */
    int size() {
        return 2 * event.payload().length;
    }
}
