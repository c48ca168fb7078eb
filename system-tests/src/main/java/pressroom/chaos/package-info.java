/** The chaos run: real processes, seeded faults, and a check that nothing was lost, doubled or made up. */
@NullMarked
package pressroom.chaos;

import org.jspecify.annotations.NullMarked;
