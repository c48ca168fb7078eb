/** Real PostgreSQL, Kafka and Elasticsearch, and the packaged services, as processes of their own on this machine. */
@NullMarked
package pressroom.stack;

import org.jspecify.annotations.NullMarked;
