/** The rival of the relay that lives outside of the application: Debezium's outbox event router on Kafka Connect. */
@NullMarked
package pressroom.rivals.debezium;

import org.jspecify.annotations.NullMarked;
