/** Trees of posts, taken at once and published in the background by whichever instance is free. */
@NullMarked
package pressroom.blog.imports;

import org.jspecify.annotations.NullMarked;
