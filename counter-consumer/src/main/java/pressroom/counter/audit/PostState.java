package pressroom.counter.audit;

import org.jspecify.annotations.Nullable;
import pressroom.consumer.audit.BlogState;

/** What a post's row says, in the ledger or in {@code blogs}. */
record PostState(String authorId, int version, boolean live) {

    static @Nullable PostState of(@Nullable BlogState blog) {
        return blog == null ? null : new PostState(blog.authorId(), blog.version(), blog.live());
    }
}
