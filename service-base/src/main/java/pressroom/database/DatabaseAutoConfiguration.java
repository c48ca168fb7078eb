package pressroom.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.flywaydb.core.api.callback.Callback;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** Lets a service with a database work through a connection pooler, and checks that it does. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnClass({HikariDataSource.class, PGConnection.class, FlywayConfigurationCustomizer.class})
class DatabaseAutoConfiguration {

    private static final String DIRECT_URL = "spring.flyway.url";

    /** Bound here, since a bean of settings would come too early for what else has a part in making beans. */
    @Bean
    static DriverSettings driverSettings(Environment environment) {
        return new DriverSettings(settings(environment));
    }

    private static DatabaseSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("pressroom.database", DatabaseSettings.class);
    }

    /** Spring Boot gives it to Flyway. */
    @Bean
    Callback migrationLimits(Environment environment) {
        return new MigrationLimits(settings(environment).longestMigration());
    }

    @Bean
    @ConditionalOnBean(HikariDataSource.class)
    SessionCheck sessionCheck(HikariDataSource pool, DriverSettings settings) {
        return new SessionCheck(pool, settings);
    }

    @Bean
    @ConditionalOnBean(HikariDataSource.class)
    SessionsHealthIndicator sessionsHealthIndicator(SessionCheck check) {
        return new SessionsHealthIndicator(check);
    }

    @Bean
    @ConditionalOnBean({JdbcOperations.class, PlatformTransactionManager.class})
    Snapshot snapshot(JdbcOperations db, PlatformTransactionManager transactions) {
        return new Snapshot(db, transactions);
    }

    /**
     * Migrations have a connection to PostgreSQL itself, with the limits of a direct connection, as the pool's user
     * unless {@code spring.flyway.user} says otherwise.
     */
    @Bean
    @ConditionalOnProperty("pressroom.database.pooled")
    FlywayConfigurationCustomizer directMigrations(
            Environment environment, ObjectProvider<HikariDataSource> pool, DriverSettings settings) {
        return configuration -> {
            String url = environment.getProperty(DIRECT_URL, "");
            if (url.isEmpty()) {
                throw new InvalidConfigurationPropertyValueException(
                        DIRECT_URL,
                        url,
                        "With pressroom.database.pooled=true it has to be the JDBC URL of PostgreSQL itself:"
                                + " migrations need a session of their own, which a connection pooler does not give.");
            }
            HikariDataSource pooled = pool.getObject();
            Properties properties = settings.direct();
            put(properties, "user", environment.getProperty("spring.flyway.user"), pooled.getUsername());
            put(properties, "password", environment.getProperty("spring.flyway.password"), pooled.getPassword());
            configuration.dataSource(new DriverManagerDataSource(url, properties));
        };
    }

    private static void put(Properties properties, String name, @Nullable String chosen, @Nullable String usual) {
        String value = chosen == null ? usual : chosen;
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
