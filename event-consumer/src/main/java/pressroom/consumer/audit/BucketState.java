package pressroom.consumer.audit;

/**
 * All blogs of one bucket, as blog-service and a group's store tell them alike.
 *
 * @param bucket the first byte of the SHA-256 of the blog ids' 16 bytes, 0 to 255
 * @param blogs how many there are
 * @param digest SHA-256 over id, version, live and author of each, as {@code GET /ops/blogs} describes it; empty without
 *     any blog
 */
public record BucketState(int bucket, long blogs, String digest) {}
