package pressroom.blog.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the ends of the groups' dead-letter topics into {@link DeadLetters}, by partition and without being a group. There is
 * a consumer only while there is something to read. For one thread at a time.
 */
@Component
class DeadLetterTail {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterTail.class);

    /** Longest reading in one look; what is left then is read with the next one. */
    private static final Duration TURN = Duration.ofMillis(300);

    private static final int FETCH_BYTES = 1 << 20;

    private final Map<String, Object> config;
    private final DeadLetters deadLetters;
    private final int kept;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private boolean refused;

    DeadLetterTail(ConsumerFactory<?, ?> consumers, ProgressSettings settings, DeadLetters deadLetters) {
        this.config = new HashMap<>(consumers.getConfigurationProperties());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "blog-service-dead-letters");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(settings.kafkaTimeout().toMillis()));
        this.deadLetters = deadLetters;
        this.kept = settings.keptDeadLetters();
    }

    /** Reads what has come since the last time; returns the groups of which there is more. */
    Set<String> readOn(Admin kafka, Collection<String> groups, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> topics = deadline.await(kafka.listTopics().names());
        Map<String, String> groupOf = groups.stream()
                .filter(group -> topics.contains(deadLetters.topicOf(group)))
                .collect(Collectors.toMap(deadLetters::topicOf, Function.identity()));
        deadLetters.keepOnly(groups);
        positions.keySet().removeIf(partition -> !groupOf.containsKey(partition.topic()));
        if (groupOf.isEmpty()) {
            return Set.of();
        }
        Map<TopicPartition, Long> ends = ends(kafka, groupOf.keySet(), deadline);
        Set<TopicPartition> behind = behind(ends);
        if (!behind.isEmpty()) {
            read(behind, ends, groupOf, deadline);
        }
        return behind.stream()
                .map(partition -> String.valueOf(groupOf.get(partition.topic())))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Where the topics end; what is to be read of a new one begins so many records before. */
    private Map<TopicPartition, Long> ends(Admin kafka, Collection<String> topics, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions = new ArrayList<>();
        deadline.await(kafka.describeTopics(topics).allTopicNames()).forEach((name, topic) -> topic.partitions()
                .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
        Map<TopicPartition, Long> starts = Offsets.of(kafka, partitions, OffsetSpec.earliest(), deadline);
        Map<TopicPartition, Long> ends = Offsets.of(kafka, partitions, OffsetSpec.latest(), deadline);
        ends.forEach((partition, end) -> {
            long start = Math.max(starts.getOrDefault(partition, 0L), end - kept);
            // A position behind the end is that of a topic that was deleted and made again.
            positions.compute(partition, (same, next) -> next == null || next > end ? start : Math.max(next, start));
        });
        return ends;
    }

    private Set<TopicPartition> behind(Map<TopicPartition, Long> ends) {
        return ends.keySet().stream()
                .filter(partition -> positions.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Removes from {@code behind} what has been read to its end. */
    private void read(
            Set<TopicPartition> behind,
            Map<TopicPartition, Long> ends,
            Map<String, String> groupOf,
            Deadline deadline) {
        Deadline turn = new Deadline(TURN.compareTo(deadline.left()) < 0 ? TURN : deadline.left());
        var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(behind);
            behind.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
            while (!behind.isEmpty() && !turn.left().isZero()) {
                consumer.poll(turn.left())
                        .forEach(record ->
                                deadLetters.keep(String.valueOf(groupOf.get(record.topic())), record.headers()));
                consumer.assignment().forEach(each -> positions.put(each, consumer.position(each, turn.left())));
                behind.retainAll(behind(ends));
            }
            refused = false;
        } catch (AuthorizationException e) {
            // Said as handled rather than never said at all: whose dead letters are secret keeps them so.
            if (!refused) {
                log.warn("May not read dead letters, which are shown as handled records: {}", e.getMessage());
            }
            refused = true;
            behind.clear();
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
