package pressroom.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Handles each poll: decode, apply, quarantine; in this order, so that an outage of the store does not quarantine the same
 * poison again with every try. The container commits the offsets after this has returned.
 */
final class EventBatches implements BatchMessageListener<byte[], byte[]> {

    private final EventHandler handler;
    private final Quarantine quarantine;
    private final ThreadLocal<Isolation> isolation;
    private final Successes successes;
    private final Counter handled;
    private final Counter skipped;
    private final Counter quarantined;
    private final Counter known;

    EventBatches(
            EventHandler handler,
            Quarantine quarantine,
            ThreadLocal<Isolation> isolation,
            Successes successes,
            MeterRegistry meters) {
        this.handler = handler;
        this.quarantine = quarantine;
        this.isolation = isolation;
        this.successes = successes;
        this.handled = outcome(meters, "handled");
        this.skipped = outcome(meters, "skipped");
        this.quarantined = outcome(meters, "quarantined");
        this.known = outcome(meters, "quarantined before");
    }

    private static Counter outcome(MeterRegistry meters, String outcome) {
        return Counter.builder("pressroom.consumer.records")
                .description("Records read from the topic, by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    @SuppressWarnings("InterruptedExceptionSwallowed") // Restored below.
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            handle(records);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BatchFailed(e);
        } catch (Exception | Error e) {
            // An Error would end the consumer's thread behind a probe that still says "up": it is retried like an
            // outage.
            throw new BatchFailed(e);
        }
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        DecodedBatch batch = DecodedBatch.of(records);
        Isolation mine = isolation.get();
        List<Refusal> refusals = batch.events().isEmpty() ? List.of() : apply(batch, mine.givenUp(records));
        List<Poison> poison = batch.poisonWith(refusals);
        int added = quarantine.keep(poison);
        handled.increment(records.size() - batch.skipped() - poison.size());
        skipped.increment(batch.skipped());
        quarantined.increment(added);
        known.increment(poison.size() - added);
        mine.succeeded(records);
    }

    private List<Refusal> apply(DecodedBatch batch, @Nullable String givenUp) throws Exception {
        if (givenUp != null) {
            return List.of(new Refusal(0, givenUp));
        }
        long began = System.nanoTime();
        List<Refusal> refusals = handler.handle(batch.events());
        if (refusals.size() < batch.events().size()) {
            successes.add(began);
        }
        return refusals;
    }

    /** Carries what went wrong to the container, which takes unchecked exceptions only. */
    private static final class BatchFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BatchFailed(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
