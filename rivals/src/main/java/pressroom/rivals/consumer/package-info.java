/** What the rivals that are consumers have in common. */
@NullMarked
package pressroom.rivals.consumer;

import org.jspecify.annotations.NullMarked;
