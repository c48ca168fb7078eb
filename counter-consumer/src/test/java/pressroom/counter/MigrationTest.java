package pressroom.counter;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import pressroom.servers.CutOffMigrations;

/** The schema of a service whose PostgreSQL is killed while it is brought up to date. */
class MigrationTest {

    @Test
    void whateverWasCutOffIsMadeWholeByTheNextAttempt() {
        try (RunningCounter counter = RunningCounter.start()) {
            CutOffMigrations.assertMadeWhole(counter.bean(Flyway.class));
        }
    }
}
