package pressroom.rivals.debezium;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sends the rows of blog-service's outbox from PostgreSQL's write-ahead log: one Connect worker, standalone, in a process of its
 * own, which this one starts, waits for, and ends with itself.
 *
 * <p>Drain, the default: the statements of {@code relay-debezium.sql} have been run by a superuser, with
 * {@code wal_level = logical}, before the outbox was filled; the connector begins where the slot does. What is measured is the
 * rate of records on the topic. With {@code rivals.connect.snapshot=initial} it first reads the rows with a query, as it does
 * where there has been no slot.
 *
 * <p>The database's user needs the right {@code REPLICATION}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectSettings.class)
public class DebeziumRelay {

    /** Of a process that was asked to end, as it is when this one is. */
    private static final int TERMINATED = 143;

    @Bean
    ApplicationRunner connect(ConfigurableEnvironment environment, ConnectSettings settings) {
        return arguments -> {
            addDatabase(environment);
            int status = worker(environment, settings).run();
            if (status != 0 && status != TERMINATED) {
                throw new IllegalStateException("Kafka Connect has ended with status " + status);
            }
        };
    }

    private static ConnectWorker worker(ConfigurableEnvironment environment, ConnectSettings settings)
            throws IOException {
        return new ConnectWorker(settings, ConnectFiles.write(environment));
    }

    /** The connector wants the parts of the JDBC URL. */
    private static void addDatabase(ConfigurableEnvironment environment) {
        URI url = URI.create(
                environment.getRequiredProperty("spring.datasource.url").substring("jdbc:".length()));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "database",
                        Map.of(
                                "database.host", url.getHost(),
                                "database.port", url.getPort(),
                                "database.name", url.getPath().substring(1))));
    }
}
