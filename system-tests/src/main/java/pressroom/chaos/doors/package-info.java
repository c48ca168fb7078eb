/** Attacks on the services' doors: hostile requests that are bounded in count and time. */
@NullMarked
package pressroom.chaos.doors;

import org.jspecify.annotations.NullMarked;
