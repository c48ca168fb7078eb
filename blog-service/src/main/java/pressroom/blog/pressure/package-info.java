/** What is not taken in when the way out is blocked: by all authors together, or by one of them. */
@NullMarked
package pressroom.blog.pressure;

import org.jspecify.annotations.NullMarked;
