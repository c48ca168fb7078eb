/**
 * What every consumer group needs, so that a team writes one {@link pressroom.consumer.EventHandler} and its settings.
 *
 * <p>Records arrive in batches and as bytes. Poison goes to the quarantine topic and never blocks its neighbours; an outage
 * of the handler's store is retried for as long as it takes; offsets are committed after both.
 */
@NullMarked
package pressroom.consumer;

import org.jspecify.annotations.NullMarked;
