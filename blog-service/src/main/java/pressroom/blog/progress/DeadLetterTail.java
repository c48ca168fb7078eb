package pressroom.blog.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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

    /** Reads what has come since the last time; tells by group what is known then. */
    Map<String, DeadLetterKnowledge> readOn(Admin kafka, Collection<String> groups, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        deadLetters.keepOnly(groups);
        Map<String, DeadLetterKnowledge> known = new HashMap<>();
        Map<String, String> groupOf = new HashMap<>();
        List<TopicPartition> partitions = partitions(kafka, groups, groupOf, known, deadline);
        positions.keySet().removeIf(partition -> !groupOf.containsKey(partition.topic()));
        if (!partitions.isEmpty()) {
            Map<TopicPartition, Long> ends = ends(kafka, partitions, deadline);
            Set<TopicPartition> behind = behind(ends);
            // Again without those that may not be read.
            while (!behind.isEmpty() && !read(behind, ends, groupOf, known, deadline)) {}
            behind.forEach(partition -> known.putIfAbsent(group(groupOf, partition), DeadLetterKnowledge.PART));
        }
        refused = known.containsValue(DeadLetterKnowledge.DENIED);
        return known;
    }

    /**
     * Each topic is asked for by its name: a list of topics leaves out those that may not be seen, as if they did not
     * exist.
     */
    private List<TopicPartition> partitions(
            Admin kafka,
            Collection<String> groups,
            Map<String, String> groupOf,
            Map<String, DeadLetterKnowledge> known,
            Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = groups.stream().map(deadLetters::topicOf).toList();
        Map<String, KafkaFuture<TopicDescription>> described =
                names.isEmpty() ? Map.of() : kafka.describeTopics(names).topicNameValues();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String group : groups) {
            String name = deadLetters.topicOf(group);
            try {
                deadline.await(Objects.requireNonNull(described.get(name)))
                        .partitions()
                        .forEach(each -> partitions.add(new TopicPartition(name, each.partition())));
                groupOf.put(name, group);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException denied) {
                    deny(group, known, denied);
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private void deny(String group, Map<String, DeadLetterKnowledge> known, AuthorizationException denied) {
        if (!refused) {
            log.warn("May not read dead letters, so that posts are told as unknown: {}", denied.getMessage());
        }
        refused = true;
        known.put(group, DeadLetterKnowledge.DENIED);
    }

    private static String group(Map<String, String> groupOf, TopicPartition partition) {
        return String.valueOf(groupOf.get(partition.topic()));
    }

    /** Where the topics end; what is to be read of a new one begins so many records before. */
    private Map<TopicPartition, Long> ends(Admin kafka, Collection<TopicPartition> partitions, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
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

    /** Removes from {@code behind} what has been read to its end, or may not be read, which is false. */
    private boolean read(
            Set<TopicPartition> behind,
            Map<TopicPartition, Long> ends,
            Map<String, String> groupOf,
            Map<String, DeadLetterKnowledge> known,
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
            return true;
        } catch (AuthorizationException e) {
            Set<String> topics = e instanceof TopicAuthorizationException named ? named.unauthorizedTopics() : Set.of();
            List<TopicPartition> denied = behind.stream()
                    .filter(partition -> topics.isEmpty() || topics.contains(partition.topic()))
                    .toList();
            denied.forEach(partition -> deny(group(groupOf, partition), known, e));
            behind.removeAll(denied);
            return denied.isEmpty();
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
