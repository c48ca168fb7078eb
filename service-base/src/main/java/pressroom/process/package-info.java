/** How a service's process ends when it cannot go on. */
@NullMarked
package pressroom.process;

import org.jspecify.annotations.NullMarked;
