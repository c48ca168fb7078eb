/** Rivals of counter-consumer. They count in its tables, so that the same check tells whether the totals are exact. */
@NullMarked
package pressroom.rivals.counter;

import org.jspecify.annotations.NullMarked;
