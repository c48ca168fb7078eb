package pressroom.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * What the pool tells the driver. Behind a connection pooler a session belongs to a client for one transaction only,
 * so nothing may depend on it: PgBouncer refuses {@code options} at the start of a session, and statements that were
 * prepared in one session are missing in the next. A property cannot be unset by another one in Spring, hence this
 * class.
 */
class DriverSettings implements BeanPostProcessor {

    private static final String OPTIONS = "options";
    private static final String PREPARE_THRESHOLD = "prepareThreshold";
    private static final Pattern OPTION = Pattern.compile("-c\\s*([a-z_.]+)=(\\S+)");

    private final boolean pooled;
    /** As configured, for connections to PostgreSQL itself. */
    private final Properties direct = new Properties();

    DriverSettings(DatabaseSettings settings) {
        this.pooled = settings.pooled();
    }

    /**
     * After Spring Boot has set the pool's properties, before its first connection.
     *
     * @throws IllegalArgumentException if a setting cannot work through a connection pooler
     */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            Properties driver = pool.getDataSourceProperties();
            direct.putAll(driver);
            if (pooled) {
                PooledSettings.require(pool);
                driver.remove(OPTIONS);
                driver.putIfAbsent(PREPARE_THRESHOLD, "0");
            }
        }
        return bean;
    }

    boolean isPooled() {
        return pooled;
    }

    /** Of a connection to PostgreSQL itself. */
    Properties direct() {
        Properties copy = new Properties();
        copy.putAll(direct);
        return copy;
    }

    /** The settings of PostgreSQL that each session has to have, with the values of a direct connection. */
    Map<String, String> sessionLimits() {
        Map<String, String> limits = new LinkedHashMap<>();
        Matcher option = OPTION.matcher(direct.getProperty(OPTIONS, ""));
        while (option.find()) {
            limits.put(option.group(1), option.group(2));
        }
        return limits;
    }
}
