/** What PostgreSQL's errors mean to the service. */
@NullMarked
package pressroom.blog.database;

import org.jspecify.annotations.NullMarked;
