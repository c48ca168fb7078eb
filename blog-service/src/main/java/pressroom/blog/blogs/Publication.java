package pressroom.blog.blogs;

/**
 * What became of a {@link PublishBlog}.
 *
 * @param blog the blog in its first version
 * @param replayed whether an earlier request with the same key had published it
 */
public record Publication(Blog blog, boolean replayed) {}
