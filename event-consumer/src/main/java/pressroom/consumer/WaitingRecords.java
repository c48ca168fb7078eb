package pressroom.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;

/** Whether the broker holds records that the group has not come to, asked past the consumer that may be at fault. */
final class WaitingRecords {

    private static final int TIMEOUT_MILLIS = 2_000;

    private final KafkaAdmin kafka;
    private final String group;

    WaitingRecords(KafkaAdmin kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /** Whether any of these partitions has some; false as well when the broker does not answer, which is no fault of ours. */
    boolean forAny(Set<TopicPartition> partitions) {
        Map<String, Object> config = new HashMap<>(kafka.getConfigurationProperties());
        config.put("default.api.timeout.ms", TIMEOUT_MILLIS);
        config.put("request.timeout.ms", TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(config)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            return admin
                    .listOffsets(partitions.stream()
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .anyMatch(end -> {
                        OffsetAndMetadata position = committed.get(end.getKey());
                        return end.getValue().offset() > (position == null ? 0 : position.offset());
                    });
        } catch (ExecutionException | KafkaException noAnswer) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
