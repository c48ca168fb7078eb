package pressroom.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service gets to its database.
 *
 * @param pooled whether {@code spring.datasource.url} leads to a connection pooler in transaction mode, such as
 *     PgBouncer;
 *     then {@code spring.flyway.url} leads to PostgreSQL itself. Default: false
 */
@ConfigurationProperties("pressroom.database")
public record DatabaseSettings(@DefaultValue("false") boolean pooled) {}
