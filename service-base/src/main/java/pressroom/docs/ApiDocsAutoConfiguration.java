package pressroom.docs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Describes every service in the same way; the description itself comes from its code, at {@code /v3/api-docs}. */
@AutoConfiguration(before = SpringDocConfiguration.class)
class ApiDocsAutoConfiguration {

    @Bean
    OpenAPI description(
            @Value("${spring.application.name}") String service,
            @Value("${pressroom.api.description:}") String description) {
        return new OpenAPI()
                .info(new Info()
                        .title(service)
                        .version("1")
                        .description(description)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                // Wherever this description was read from; anything else would differ from machine to machine.
                .servers(List.of(new Server().url("/")))
                .components(new Components());
    }

    @Bean
    FailureAnswers failureAnswers() {
        return new FailureAnswers();
    }

    @Bean
    TidyDescriptions tidyDescriptions() {
        return new TidyDescriptions();
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }
}
