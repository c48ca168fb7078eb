/** Blogs, as authors write and readers read them. */
@NullMarked
package pressroom.blog.blogs;

import org.jspecify.annotations.NullMarked;
