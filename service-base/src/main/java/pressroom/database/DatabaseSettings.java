package pressroom.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How the service gets to its database.
 *
 * @param pooled whether {@code spring.datasource.url} leads to a connection pooler in transaction mode, such as
 *     PgBouncer;
 *     then {@code spring.flyway.url} leads to PostgreSQL itself. Default: false
 * @param longestMigration longest time for a statement of a migration, such as an index of a large table; 6 h
 */
@ConfigurationProperties("pressroom.database")
public record DatabaseSettings(
        @DefaultValue("false") boolean pooled,
        @DefaultValue("6h") Duration longestMigration) {

    private static final Duration MOST = Duration.ofDays(20);

    /** @throws IllegalArgumentException when a setting makes no sense; says which */
    public DatabaseSettings {
        Assert.isTrue(
                longestMigration.toSeconds() >= 1 && longestMigration.compareTo(MOST) <= 0,
                "pressroom.database.longest-migration must be from 1s to 20d");
    }
}
