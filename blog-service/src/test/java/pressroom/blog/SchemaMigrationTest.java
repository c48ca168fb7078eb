package pressroom.blog;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pressroom.servers.CutOffMigrations;

/** The schema of a service whose PostgreSQL is killed while it is brought up to date. */
class SchemaMigrationTest extends BlogServiceTest {

    @Autowired
    private Flyway flyway;

    @Test
    void whateverWasCutOffIsMadeWholeByTheNextAttempt() {
        CutOffMigrations.assertMadeWhole(flyway);
    }
}
