package pressroom.counter;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What differs from Spring Boot's defaults and is no property. */
@Configuration(proxyBeanMethods = false)
class CounterConfiguration {

    /** Boot would migrate while it starts, and give up without PostgreSQL: {@link Migration} does it instead. */
    @Bean
    FlywayMigrationStrategy migrateLater() {
        return flyway -> {};
    }

    /** An author id may hold a slash of either kind; Tomcat would refuse {@code %2F} and {@code %5C} in a path. */
    @Bean
    TomcatConnectorCustomizer slashesInIds() {
        return connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        };
    }
}
