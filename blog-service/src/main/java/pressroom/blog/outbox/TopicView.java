package pressroom.blog.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * What Kafka says of the topic. One connection is kept; a look that fails ends it. Throws IllegalStateException
 * while Kafka is away.
 */
@Component
class TopicView implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> config;
    private final String topic;
    private @Nullable Admin admin;

    TopicView(KafkaAdmin kafka, RelaySettings settings) {
        this.config = new HashMap<>(kafka.getConfigurationProperties());
        int millis = Math.toIntExact(PATIENCE.toMillis());
        this.config.put(AdminClientConfig.CLIENT_ID_CONFIG, "blog-service-relay");
        this.config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        this.config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        this.topic = settings.topic();
    }

    /** Which topic has the name now; empty if none has. */
    Optional<TopicIdentity> identity() {
        return look(kafka -> {
            KafkaFuture<String> cluster = kafka.describeCluster().clusterId();
            KafkaFuture<TopicDescription> described =
                    of(kafka.describeTopics(List.of(topic)).topicNameValues(), topic);
            TopicDescription found;
            try {
                found = await(described);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    return Optional.empty();
                }
                throw e;
            }
            return Optional.of(new TopicIdentity(
                    await(cluster),
                    found.topicId().toString(),
                    found.partitions().size()));
        });
    }

    /** By partition, the offset that its next record will get. */
    List<Long> ends(int partitions) {
        return look(kafka -> {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            var answers = kafka.listOffsets(asked);
            List<Long> ends = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                ends.add(await(answers.partitionResult(new TopicPartition(topic, partition)))
                        .offset());
            }
            return ends;
        });
    }

    /** The topic's {@code cleanup.policy}. */
    String cleanupPolicy() {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return look(kafka -> await(of(kafka.describeConfigs(List.of(resource)).values(), resource))
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value());
    }

    @FunctionalInterface
    private interface Look<T> {
        T at(Admin kafka) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private synchronized <T> T look(Look<T> look) {
        try {
            if (admin == null) {
                admin = Admin.create(config);
            }
            return look.at(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("Kafka does not tell about the topic %s: %s".formatted(topic, e), e);
        }
    }

    private static <K, T> KafkaFuture<T> of(Map<K, KafkaFuture<T>> answers, K asked) {
        return Objects.requireNonNull(answers.get(asked));
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
