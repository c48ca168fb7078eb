package pressroom.rivals.modulith;

import javax.sql.DataSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Fills the registry with the posts of blog-service's outbox, as if an application had published them and ended before it
 * could send any; and ends.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ModulithBacklog {

    @Bean
    ApplicationRunner fill(DataSource database) {
        return arguments -> new ResourceDatabasePopulator(
                        new ClassPathResource(
                                "org/springframework/modulith/events/jdbc/schemas/v2/schema-postgresql.sql"),
                        new ClassPathResource("relay-modulith-backlog.sql"))
                .execute(database);
    }
}
