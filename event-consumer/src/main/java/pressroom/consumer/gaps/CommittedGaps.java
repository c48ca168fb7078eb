package pressroom.consumer.gaps;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import pressroom.consumer.ConsumerSettings;
import pressroom.events.Gaps;

/** The gaps that the group's commits carry, whichever member made them. */
final class CommittedGaps {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> config;
    private final ConsumerSettings settings;

    /** @param admins what an admin client is told */
    CommittedGaps(Map<String, Object> admins, ConsumerSettings settings) {
        this.config = new HashMap<>(admins);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
        this.settings = settings;
    }

    /**
     * By partition; only those that have some.
     *
     * @throws KafkaException when Kafka cannot be asked in time
     */
    Map<Integer, Gaps> read() {
        try (Admin admin = Admin.create(config)) {
            Map<Integer, Gaps> all = new TreeMap<>();
            admin.listConsumerGroupOffsets(settings.group())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        Gaps gaps = offset == null ? Gaps.NONE : Gaps.of(offset.metadata());
                        if (partition.topic().equals(settings.topic()) && !gaps.isEmpty()) {
                            all.put(partition.partition(), gaps);
                        }
                    });
            return all;
        } catch (ExecutionException e) {
            throw new KafkaException("the group's offsets cannot be read", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
