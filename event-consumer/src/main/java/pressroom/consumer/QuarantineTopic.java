package pressroom.consumer;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** The quarantine's topic, made when it is first needed: the broker makes none by itself, and may be away when we start. */
final class QuarantineTopic {

    /** More than any batch of the source topic, since a dead letter carries a few headers more. */
    private static final int MAX_BATCH_BYTES = 4_000_000;

    private final KafkaAdmin admin;
    private final NewTopic topic;
    private volatile boolean exists;

    QuarantineTopic(KafkaAdmin admin, ConsumerSettings settings) {
        this.admin = admin;
        this.topic = TopicBuilder.name(settings.quarantineTopic())
                .partitions(1)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        // Else the broker refuses all dead letters of a consumer whose clock is an hour ahead of its
                        // own.
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MAX_BATCH_BYTES)))
                .build();
    }

    void ensureExists() {
        if (!exists) {
            admin.createOrModifyTopics(topic);
            exists = true;
        }
    }

    /** To be called when a write failed: somebody may have deleted the topic. */
    void doubt() {
        exists = false;
    }
}
