package pressroom.blog.blogs;

import org.jspecify.annotations.Nullable;

/**
 * An author's wish to publish a draft.
 *
 * @param key the author's name for this wish, so that it can be said again safely; null when there is none
 * @param traceparent the W3C trace context of the request; null when there is none
 */
record PublishBlog(
        String authorId,
        Draft draft,
        @Nullable IdempotencyKey key,
        @Nullable String traceparent) {}
