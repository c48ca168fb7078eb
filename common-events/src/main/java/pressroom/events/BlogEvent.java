package pressroom.events;

import java.util.UUID;

/**
 * A change of one blog, as it was committed.
 *
 * <p>{@link #version()} grows by one with every change of a blog, so a reader that keeps the highest version it has seen
 * may be given events twice or out of order.
 */
public sealed interface BlogEvent permits BlogWritten, BlogUnpublished {

    /** The blog that changed. */
    UUID blogId();

    /** The blog's version after the change, from 1. */
    int version();

    /** The blog's author, who never changes; also the record's key. */
    String authorId();

    /** Whether readers can see the blog after this change. */
    boolean live();
}
