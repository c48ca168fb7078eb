package pressroom.search;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import pressroom.consumer.ConsumerSettings;

/** How far the group has read, as Kafka keeps it. */
@Component
class GroupOffsets {

    private static final Logger log = LoggerFactory.getLogger(GroupOffsets.class);
    private static final int TIMEOUT_SECONDS = 30;

    private final KafkaAdmin kafka;
    private final ConsumerSettings settings;

    GroupOffsets(KafkaAdmin kafka, ConsumerSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    /**
     * Makes the group read its topic from the beginning. Its offsets become 0 and keep their metadata, which are the gaps that
     * are open. A log that begins later adds a gap of its own when the group reads on.
     *
     * @throws IndexUnavailable when a member of the group is reading, or Kafka cannot be asked
     */
    void rewind() {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
            if (!committed.isEmpty()) {
                committed.replaceAll((partition, offset) -> new OffsetAndMetadata(0, offset.metadata()));
                get(admin.alterConsumerGroupOffsets(settings.group(), committed).all());
                log.warn("Group {} reads {} from the beginning: its index is gone", settings.group(), settings.topic());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IndexUnavailable("""
                    the index is missing, and group %s could not be sent back to the beginning of its topic (%s): \
                    stop all its instances, then start them again""".formatted(settings.group(), e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) throws ExecutionException, TimeoutException {
        try {
            Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>(
                    get(admin.listConsumerGroupOffsets(settings.group()).partitionsToOffsetAndMetadata()));
            all.entrySet()
                    .removeIf(each ->
                            each.getValue() == null || !each.getKey().topic().equals(settings.topic()));
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailable("interrupted while asking Kafka", e);
        }
    }
}
