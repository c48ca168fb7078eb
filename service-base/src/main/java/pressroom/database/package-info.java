/** How a service gets to its PostgreSQL, directly or through a connection pooler, and what its errors mean. */
@NullMarked
package pressroom.database;

import org.jspecify.annotations.NullMarked;
