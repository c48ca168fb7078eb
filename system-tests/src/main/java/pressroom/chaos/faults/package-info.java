/** The ways in which things break; each is numbered like the row of docs/guarantees.md that it covers. */
@NullMarked
package pressroom.chaos.faults;

import org.jspecify.annotations.NullMarked;
