package pressroom.blog.outbox;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The topic, made by this service and nobody else; before the first send rather than at start, since Kafka may be away then. */
@Component
class BlogEventsTopic {

    /** A little more than the producer's limit: an event that was accepted from an author always fits. */
    private static final int MAX_RECORD_BYTES = 2_200_000;

    private final KafkaAdmin admin;
    private final RelaySettings settings;
    private boolean exists;

    BlogEventsTopic(KafkaAdmin admin, RelaySettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** The next call of {@link #ensureExists} looks again. */
    synchronized void forget() {
        exists = false;
    }

    synchronized void ensureExists() {
        if (exists) {
            return;
        }
        admin.createOrModifyTopics(new NewTopic(settings.topic(), settings.partitions(), settings.replicas())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        // Else the broker refuses all events of a relay whose clock is an hour ahead of its own.
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        // A consumer says how many bytes it takes at once and means its heap, but Kafka counts them as
                        // they are stored: two megabytes of compressed monotony would be 300 of posts.
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "uncompressed",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MAX_RECORD_BYTES))));
        exists = true;
    }
}
