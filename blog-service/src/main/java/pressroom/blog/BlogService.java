package pressroom.blog;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.scheduling.annotation.EnableScheduling;
import pressroom.process.EndOfProcess;

/** The authors' service. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
@ConfigurationPropertiesScan
public class BlogService {

    /** Starts the service; settings come from application.yaml, the environment and the secrets directory. */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(new EndOfProcess());
        SpringApplication.run(BlogService.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Spring's default knows only the standard's SQL states, and so takes PostgreSQL's lock timeout for a defect. */
    @Bean
    SQLExceptionTranslator postgresErrors() {
        return new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");
    }
}
