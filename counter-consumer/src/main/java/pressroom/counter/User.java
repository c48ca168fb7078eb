package pressroom.counter;

/**
 * An author.
 *
 * @param id the author id that stands in events
 * @param totalBlogs how many of the author's blogs are published now
 */
record User(String id, long totalBlogs) {}
