package pressroom.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The search team's service: indexes posts as they are published, and finds them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SearchIndexer {

    /** Starts the service; its settings are in application.yaml. */
    public static void main(String[] args) {
        SpringApplication.run(SearchIndexer.class, args);
    }
}
