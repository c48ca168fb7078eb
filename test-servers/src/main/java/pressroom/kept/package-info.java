/** What lies in the repository so that a change of it is seen before it is released. */
@NullMarked
package pressroom.kept;

import org.jspecify.annotations.NullMarked;
