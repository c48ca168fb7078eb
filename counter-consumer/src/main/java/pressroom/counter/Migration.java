package pressroom.counter;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import pressroom.database.SessionCheck;

/**
 * Brings the schema up to date as soon as PostgreSQL lets it, so that the service may start first.
 *
 * <p>Until then the health component {@code migration} is down and says why; batches and requests fail as in an outage.
 */
@Component("migration")
class Migration extends AbstractHealthIndicator implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Migration.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 4_000;

    private final Flyway flyway;
    private final SessionCheck sessions;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable String obstacle = "the schema is not up to date yet";

    Migration(Flyway flyway, SessionCheck sessions) {
        super("The state of the schema cannot be told");
        this.flyway = flyway;
        this.sessions = sessions;
    }

    @Override
    public void start() {
        running = true;
        Thread thread = new Thread(this::migrateUntilDone, "migration");
        thread.setDaemon(true);
        thread.start();
    }

    private void migrateUntilDone() {
        try {
            for (long pause = FIRST_PAUSE_MILLIS; !migrated(); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
                if (stop.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean migrated() {
        try {
            sessions.requireSound(flyway.getConfiguration().getDataSource());
            flyway.migrate();
            obstacle = null;
            return true;
        } catch (RuntimeException e) {
            String reason = NestedExceptionUtils.getMostSpecificCause(e).toString();
            log.warn("The schema is not up to date yet, trying again: {}", reason);
            obstacle = reason;
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        stop.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String reason = obstacle;
        if (reason == null) {
            health.up();
        } else {
            health.down().withDetail("reason", reason);
        }
    }
}
