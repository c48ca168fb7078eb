package pressroom.consumer.deadletters;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.EventHandler;
import pressroom.consumer.Successes;

/** Gives every consumer group that answers over HTTP its calls for dead letters. */
@AutoConfiguration(afterName = "pressroom.consumer.EventConsumerAutoConfiguration")
@ConditionalOnBean(EventHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({DeadLettersApi.class, DeadLetterProblems.class})
class DeadLettersAutoConfiguration {

    @Bean
    DeadLetterTopic deadLetterTopic(ConsumerFactory<?, ?> consumers, ConsumerSettings settings) {
        return new DeadLetterTopic(consumers.getConfigurationProperties(), settings.quarantineTopic());
    }

    @Bean
    DeadLetters deadLetters(DeadLetterTopic topic) {
        return new DeadLetters(topic);
    }

    @Bean
    Redrives redrives(DeadLetterTopic topic, EventHandler handler, ConsumerSettings settings, Successes successes) {
        return new Redrives(topic, handler, settings, successes, Clock.systemUTC());
    }
}
