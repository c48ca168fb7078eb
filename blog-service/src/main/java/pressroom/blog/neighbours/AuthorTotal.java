package pressroom.blog.neighbours;

/** How many published posts an author has, as the counter knows it. */
public record AuthorTotal(String id, long totalBlogs) {}
