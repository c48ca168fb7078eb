package pressroom.blog.audit;

/**
 * All blogs of one bucket.
 *
 * @param bucket the first byte of the SHA-256 of the blog ids' 16 bytes, 0 to 255
 * @param blogs how many there are
 * @param digest SHA-256, in hexadecimal, over the blogs in the order of their ids, of each: the id's 16 bytes, the
 *     version in 4 bytes, 1 or 0 for live in one byte, the length of the author id's UTF-8 in 4 bytes, and the UTF-8;
 *     empty without any blog
 */
record BucketState(int bucket, long blogs, String digest) {}
