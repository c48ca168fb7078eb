/** What one would use instead of the services: programs of their own, each with its best documented settings. */
@NullMarked
package pressroom.rivals;

import org.jspecify.annotations.NullMarked;
