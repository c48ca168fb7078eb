package pressroom.search;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
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
     * Makes the group read its topic from the beginning.
     *
     * @throws IndexUnavailable when a member of the group is reading, or Kafka cannot be asked
     */
    void forget() {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            Set<TopicPartition> committed = committed(admin);
            if (!committed.isEmpty()) {
                get(admin.deleteConsumerGroupOffsets(settings.group(), committed)
                        .all());
                log.warn("Group {} reads {} from the beginning: its index is gone", settings.group(), settings.topic());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IndexUnavailable("""
                    the index is missing, and group %s could not be sent back to the beginning of its topic (%s): \
                    stop all its instances, then start them again""".formatted(settings.group(), e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private Set<TopicPartition> committed(Admin admin) throws ExecutionException, TimeoutException {
        try {
            return get(admin.listConsumerGroupOffsets(settings.group()).partitionsToOffsetAndMetadata())
                    .keySet()
                    .stream()
                    .filter(partition -> partition.topic().equals(settings.topic()))
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
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
