/** How many published blogs each author has: counted from the topic, kept in PostgreSQL, answered over HTTP. */
@NullMarked
package pressroom.counter;

import org.jspecify.annotations.NullMarked;
