/** Networks that fail on demand. */
@NullMarked
package pressroom.chaos.proxy;

import org.jspecify.annotations.NullMarked;
