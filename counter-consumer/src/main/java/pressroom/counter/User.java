package pressroom.counter;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An author.
 *
 * @param id the author id that stands in events
 * @param totalBlogs how many of the author's blogs are published now
 */
@Schema(example = "{\"id\": \"ada\", \"totalBlogs\": 12}")
record User(String id, long totalBlogs) {}
