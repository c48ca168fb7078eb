/** One class for each thing that is measured. */
@NullMarked
package pressroom.bench.legs;

import org.jspecify.annotations.NullMarked;
