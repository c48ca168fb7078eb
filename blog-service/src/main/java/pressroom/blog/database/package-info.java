/** The sessions that the service keeps with PostgreSQL. */
@NullMarked
package pressroom.blog.database;

import org.jspecify.annotations.NullMarked;
