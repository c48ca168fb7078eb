package pressroom.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The settings of a pool that cannot work through a connection pooler in transaction mode: what they set at the start of
 * a session is refused, or belongs to a session that is given to others.
 */
final class PooledSettings {

    private static final String DRIVER = "spring.datasource.hikari.data-source-properties";

    private PooledSettings() {}

    /** @throws IllegalArgumentException if there is such a setting; says what to do about each */
    static void require(HikariDataSource pool) {
        Properties url = inUrl(pool.getJdbcUrl());
        List<String> wrong = new ArrayList<>();
        if (url.containsKey("options")) {
            wrong.add("remove options from spring.datasource.url, since the pooler refuses them:"
                    + " \"alter role\" sets the same for all sessions of a role");
        }
        if (isAlways(url.getProperty("readOnlyMode"))
                || isAlways(pool.getDataSourceProperties().get("readOnlyMode"))) {
            wrong.add("remove readOnlyMode=always from spring.datasource.url and " + DRIVER
                    + ", since other transactions of the session would be read-only too");
        }
        notSet(wrong, "connection-init-sql", pool.getConnectionInitSql());
        notSet(wrong, "transaction-isolation", pool.getTransactionIsolation());
        notSet(wrong, "schema", pool.getSchema());
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("With pressroom.database.pooled=true nothing can be set for a session: "
                    + String.join("; ", wrong));
        }
    }

    private static boolean isAlways(@Nullable Object readOnlyMode) {
        return "always".equals(readOnlyMode);
    }

    private static void notSet(List<String> wrong, String setting, @Nullable String value) {
        if (value != null) {
            wrong.add("remove spring.datasource.hikari." + setting
                    + ": \"alter role\" sets what all sessions of a role need");
        }
    }

    /** What a URL says itself, which counts before all other settings. */
    private static Properties inUrl(@Nullable String url) {
        Properties found = url == null ? null : Driver.parseURL(url, null);
        return found == null ? new Properties() : found;
    }
}
