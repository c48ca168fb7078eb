package pressroom.consumer;

import java.util.List;
import pressroom.events.CloudEvent;

/**
 * What a consumer group does with events.
 *
 * <p>The same event may come again, and an older version after a newer one: a handler keeps the highest version of each
 * blog. It may be called from several threads at once: each consumer thread has partitions of its own, and dead letters that are
 * redriven come beside them.
 */
@FunctionalInterface
public interface EventHandler {

    /**
     * Applies a batch. When this returns, every event that is not in the result must be durable: their offsets are
     * committed next.
     *
     * @param events never empty, in the order of each partition
     * @return the events that were refused for what they are, to be quarantined; empty as a rule
     * @throws Exception when the store is out of order: the whole batch comes again after a pause, without limit
     */
    List<Refusal> handle(List<CloudEvent> events) throws Exception;
}
