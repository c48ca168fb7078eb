package pressroom.consumer.audit;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.EventHandler;
import tools.jackson.databind.json.JsonMapper;

/** Lets a group that answers over HTTP compare its store with what is published. */
@AutoConfiguration(afterName = "pressroom.consumer.EventConsumerAutoConfiguration")
@ConditionalOnBean(EventHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(AuditSettings.class)
@Import(AuditProblems.class)
class AuditAutoConfiguration {

    @Bean
    PublishedBlogs publishedBlogs(AuditSettings settings, JsonMapper json) {
        return new PublishedBlogs(settings, json);
    }

    @Bean
    GroupPositions groupPositions(KafkaAdmin kafka, ConsumerSettings settings) {
        return new GroupPositions(kafka, settings.group(), settings.topic());
    }
}
