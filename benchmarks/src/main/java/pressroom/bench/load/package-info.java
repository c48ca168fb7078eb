/** What is written and read while measuring. */
@NullMarked
package pressroom.bench.load;

import org.jspecify.annotations.NullMarked;
