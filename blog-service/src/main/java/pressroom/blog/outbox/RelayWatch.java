package pressroom.blog.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Reads the outbox's state every few seconds, for metrics and health, so that neither costs a round of the relay
 * anything.
 */
@Component
class RelayWatch {

    private static final Logger log = LoggerFactory.getLogger(RelayWatch.class);
    private static final OutboxStatus UNKNOWN = new OutboxStatus("starting", null, null, null, 0, 0, null, 0, null);

    private final OutboxStatuses statuses;
    private volatile OutboxStatus now = UNKNOWN;

    RelayWatch(OutboxStatuses statuses, MeterRegistry meters) {
        this.statuses = statuses;
        Gauge.builder("pressroom.relay.suspended", this, watch -> watch.now.suspension() == null ? 0 : 1)
                .description("1 while nothing is sent until an operator resumes the relay")
                .register(meters);
        Gauge.builder("pressroom.relay.unsent", this, watch -> watch.now.unsent())
                .description("Committed events that are not on the topic; about so many, if more than one")
                .register(meters);
        Gauge.builder("pressroom.relay.ahead", this, watch -> watch.now.ahead())
                .description("Events with a transaction id that another PostgreSQL cluster has given out")
                .register(meters);
        Gauge.builder("pressroom.relay.topics.earlier", this, watch -> earlier(watch.now.topic()))
                .description("Topics that had the topic's name before; what was sent to them is not on it")
                .register(meters);
        Gauge.builder("pressroom.relay.fence.age", this, watch -> seconds(watch.now.fence()))
                .description("Age of the oldest open write transaction, for which the relay waits")
                .baseUnit("seconds")
                .register(meters);
    }

    private static int earlier(@Nullable TopicSeen topic) {
        return topic == null ? 0 : topic.earlier();
    }

    private static double seconds(OutboxStatus.@Nullable Fence fence) {
        return fence == null ? 0 : fence.age().toMillis() / 1000.0;
    }

    @Scheduled(fixedDelayString = "${pressroom.relay.watch-every:2s}")
    void look() {
        try {
            now = statuses.estimated();
        } catch (DataAccessException | CannotCreateTransactionException e) {
            // What was seen last stays: readiness has the database's own state.
            log.debug("The outbox cannot be looked at: {}", e.toString());
        }
    }

    /** As it was at the last look that succeeded. */
    OutboxStatus now() {
        return now;
    }
}
