package pressroom.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A service's migrations on a PostgreSQL that is killed while they run. */
public final class CutOffMigrations {

    private CutOffMigrations() {}

    /**
     * Cuts them off after their first commit, after their second and so on, each time in a schema of its own, and asserts that the
     * next attempt brings the schema up to date.
     *
     * @param service as it is configured in the service, whose user may make schemas
     */
    public static void assertMadeWhole(Flyway service) {
        int commit = 1;
        while (migrateAndCutOff(service, commit)) {
            Flyway next = in(schema(commit), service).load();
            next.migrate();
            assertThat(next.info().pending()).isEmpty();
            commit++;
        }
        assertThat(commit)
                .as("commits of all migrations, and one")
                .isGreaterThan(service.info().applied().length + 1);
    }

    /** False when all was done before there was such a commit. */
    private static boolean migrateAndCutOff(Flyway service, int commit) {
        CutOffDataSource connections =
                new CutOffDataSource(service.getConfiguration().getDataSource(), commit);
        // Else Flyway tries ten times, a second apart, to make its own table on the connection that was cut off.
        in(schema(commit), service).target("0?").load().migrate();
        try {
            in(schema(commit), service)
                    .dataSource(connections.asDataSource())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            assertThat(connections.isCutOff()).as(e.toString()).isTrue();
        }
        return connections.isCutOff();
    }

    private static FluentConfiguration in(String schema, Flyway service) {
        return Flyway.configure().configuration(service.getConfiguration()).schemas(schema);
    }

    private static String schema(int commit) {
        return "cut_off_after_" + commit;
    }
}
