/** Who an author is: bearer tokens. */
@NullMarked
package pressroom.blog.security;

import org.jspecify.annotations.NullMarked;
