package pressroom.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Component {@code sessions} of readiness: down while the service gets sessions in which it cannot work, with what to
 * set. Unknown, which does not count, while the database does not answer: component {@code db} tells that.
 */
class SessionsHealthIndicator implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(SessionsHealthIndicator.class);
    private static final long SHORTEST_PAUSE = Duration.ofSeconds(5).toNanos();

    private final SessionCheck check;
    private @Nullable Health known;
    private long askedAt;

    SessionsHealthIndicator(SessionCheck check) {
        this.check = check;
    }

    @Override
    public synchronized Health health() {
        long now = System.nanoTime();
        Health last = known;
        if (last == null || now - askedAt > SHORTEST_PAUSE) {
            last = ask();
            known = last;
            askedAt = System.nanoTime();
        }
        return last;
    }

    private Health ask() {
        try {
            Optional<String> obstacle = check.obstacle();
            obstacle.ifPresent(words -> log.error("The service is not ready: {}", words));
            return obstacle.map(
                            words -> Health.down().withDetail("reason", words).build())
                    .orElseGet(() -> Health.up().build());
        } catch (SQLException e) {
            return Health.unknown()
                    .withDetail("reason", "the database does not answer")
                    .build();
        }
    }
}
