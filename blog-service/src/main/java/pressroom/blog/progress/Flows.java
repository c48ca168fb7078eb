package pressroom.blog.progress;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import pressroom.blog.outbox.OutboxStatus;
import pressroom.blog.outbox.OutboxStatuses;
import pressroom.blog.outbox.RelaySettings;

/** Puts together how the topic flows; the database is asked once a second at most, whoever asks. */
@Component
class Flows {

    private static final Logger log = LoggerFactory.getLogger(Flows.class);
    private static final Duration OUTBOX_FOR = Duration.ofMillis(900);

    private final String topic;
    private final Rates rates;
    private final OutboxStatuses statuses;
    private Flow.@Nullable OutboxFlow outbox;
    private long outboxUntil = System.nanoTime();

    Flows(RelaySettings relay, Rates rates, OutboxStatuses statuses) {
        this.topic = relay.topic();
        this.rates = rates;
        this.statuses = statuses;
    }

    Flow of(KafkaView kafka) {
        List<Flow.GroupFlow> groups = kafka.groups().stream()
                .map(group -> new Flow.GroupFlow(
                        group.name(),
                        group.lag(kafka),
                        rates.handled(group.name()),
                        group.members(),
                        group.missed(kafka),
                        kafka.at() == null ? null : rates.stalledSince(group.name(), kafka.at())))
                .toList();
        Flow.OutboxFlow unsent = outbox();
        String note = unsent == null ? "the database does not answer right now" : null;
        return new Flow(
                kafka.at(),
                new Flow.TopicFlow(topic, kafka.ends().size(), kafka.records(), rates.written()),
                unsent,
                groups,
                kafka.note() == null ? note : kafka.note());
    }

    /** Also that the database does not answer is remembered for a moment. */
    private synchronized Flow.@Nullable OutboxFlow outbox() {
        if (System.nanoTime() - outboxUntil >= 0) {
            outbox = ask();
            outboxUntil = System.nanoTime() + OUTBOX_FOR.toNanos();
        }
        return outbox;
    }

    private Flow.@Nullable OutboxFlow ask() {
        try {
            OutboxStatus status = statuses.now();
            Duration oldest = status.oldestUnsent();
            return new Flow.OutboxFlow(status.unsent(), oldest == null ? 0 : oldest.toMillis() / 1000.0);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The outbox could not be looked at: {}", e.toString());
            return null;
        }
    }
}
