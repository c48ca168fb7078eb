/** How a service gets to its PostgreSQL: directly, or through a connection pooler. */
@NullMarked
package pressroom.database;

import org.jspecify.annotations.NullMarked;
