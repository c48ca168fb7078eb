/** Places at which fault tests halt a service; free when not armed. */
@NullMarked
package pressroom.crash;

import org.jspecify.annotations.NullMarked;
