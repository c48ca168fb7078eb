package pressroom.blog;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import pressroom.database.SessionCheck;

/** Brings the schema up to date as soon as the database answers, so that the service also starts while it does not. */
@Component("schema")
class SchemaMigration implements FlywayMigrationStrategy, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);
    private static final long PAUSE_MILLIS = 1000;

    private final SessionCheck sessions;
    private volatile boolean done;
    private volatile @Nullable String failure;

    SchemaMigration(SessionCheck sessions) {
        this.sessions = sessions;
    }

    @Override
    public void migrate(Flyway flyway) {
        if (!migrateOnce(flyway)) {
            Thread retries = new Thread(() -> retry(flyway), "schema-migration");
            retries.setDaemon(true);
            retries.start();
        }
    }

    private void retry(Flyway flyway) {
        try {
            while (!migrateOnce(flyway)) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
