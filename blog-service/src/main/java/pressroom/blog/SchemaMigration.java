package pressroom.blog;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import pressroom.database.SessionCheck;

/**
 * Brings the schema up to date as soon as the database answers, so that the service also starts while it does not, or
 * while a migration of a large table takes long.
 */
@Component("schema")
class SchemaMigration implements FlywayMigrationStrategy, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final long PATIENCE_SECONDS = 10;

    private final SessionCheck sessions;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private volatile boolean done;
    private volatile @Nullable String failure;

    SchemaMigration(SessionCheck sessions) {
        this.sessions = sessions;
    }

    /** Returns after the first attempt, or while that takes long: then the service says why it is not ready. */
    @Override
    public void migrate(Flyway flyway) {
        Thread attempts = new Thread(() -> migrateUntilDone(flyway), "schema-migration");
        attempts.setDaemon(true);
        attempts.start();
        try {
            if (!attempted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The schema is still being brought up to date; the service starts meanwhile");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void migrateUntilDone(Flyway flyway) {
        try {
            while (!migrateOnce(flyway)) {
                attempted.countDown();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            attempted.countDown();
        }
    }

    private boolean migrateOnce(Flyway flyway) {
        try {
            sessions.requireSound(flyway.getConfiguration().getDataSource());
            flyway.migrate();
            failure = null;
            done = true;
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
            log.warn("The schema cannot be brought up to date yet: {}", failure);
        }
        return done;
    }

    @Override
    public Health health() {
        return done
                ? Health.up().build()
                : Health.down()
                        .withDetail("reason", failure == null ? "the migration is running" : failure)
                        .build();
    }
}
