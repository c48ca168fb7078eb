package pressroom.consumer.gaps;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.EventHandler;
import pressroom.consumer.GroupGaps;
import pressroom.consumer.audit.GroupPositions;

/** Gives every consumer group that answers over HTTP its calls for gaps. */
@AutoConfiguration(
        afterName = {
            "pressroom.consumer.EventConsumerAutoConfiguration",
            "pressroom.consumer.audit.AuditAutoConfiguration"
        })
@ConditionalOnBean(EventHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({GapsApi.class, GapProblems.class})
class GapsAutoConfiguration {

    @Bean
    CloseGaps closeGaps(GroupGaps members, KafkaAdmin admin, ConsumerSettings settings) {
        return new CloseGaps(members, new CommittedGaps(admin.getConfigurationProperties(), settings), settings);
    }

    @Bean
    AuditedGaps auditedGaps(GroupGaps members, CloseGaps closeGaps, GroupPositions positions) {
        return new AuditedGaps(members, closeGaps, positions);
    }
}
