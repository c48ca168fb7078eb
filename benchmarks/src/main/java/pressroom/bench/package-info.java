/** Measures the packaged services against raw ceilings and rivals, in the same run. */
@NullMarked
package pressroom.bench;

import org.jspecify.annotations.NullMarked;
