package pressroom.blog.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import pressroom.blog.outbox.RelaySettings;
import pressroom.events.Gaps;

/** Asks Kafka for the topic's ends and for every group that reads it. For one thread at a time. */
@Component
class LookAtKafka implements AutoCloseable {

    private final Map<String, Object> config;
    private final String topic;
    private final ProgressSettings settings;
    private final DeadLetterTail deadLetters;
    private final Clock clock;
    private @Nullable Admin admin;

    LookAtKafka(
            KafkaAdmin kafka, RelaySettings relay, ProgressSettings settings, DeadLetterTail deadLetters, Clock clock) {
        int timeout = Math.toIntExact(settings.kafkaTimeout().toMillis());
        this.config = new HashMap<>(kafka.getConfigurationProperties());
        this.config.put(AdminClientConfig.CLIENT_ID_CONFIG, "blog-service-progress");
        this.config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        this.config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        this.topic = relay.topic();
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Looks once, for no longer than the settings say.
     *
     * @throws ExecutionException when Kafka answers with an error
     * @throws TimeoutException when it does not answer in time
     */
    KafkaView look() throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return look(connected(), new Deadline(settings.kafkaTimeout()));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // The next look begins with a new connection.
            close();
            throw e;
        }
    }

    private KafkaView look(Admin kafka, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        KafkaFuture<Collection<GroupListing>> listed =
                kafka.listGroups(ListGroupsOptions.forConsumerGroups()).all();
        List<TopicPartition> partitions = partitions(kafka, deadline);
        List<String> groups = deadline.await(listed).stream()
                .map(GroupListing::groupId)
                .sorted()
                .toList();
        List<GroupView> readers = readers(kafka, groups, partitions, deadline);
        // After the groups' offsets: what a group had passed by then is among its dead letters by now, or never will
        // be.
        Map<String, DeadLetterKnowledge> known = deadLetters.readOn(kafka, names(readers), deadline);
        Map<Integer, Long> starts = byNumber(Offsets.of(kafka, partitions, OffsetSpec.earliest(), deadline));
        Map<Integer, Long> ends = byNumber(Offsets.of(kafka, partitions, OffsetSpec.latest(), deadline));
        Instant at = clock.instant();
        return new KafkaView(
                at,
                starts,
                ends,
                readers.stream().map(group -> marked(group, known)).toList(),
                null);
    }

    /** None while the topic does not exist: the relay makes it before its first event. */
    private List<TopicPartition> partitions(Admin kafka, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            var described = deadline.await(kafka.describeTopics(List.of(topic)).allTopicNames());
            return described.values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw e;
        }
    }

    /** Groups that have committed offsets of the topic, or are about to: a member is assigned to it. */
    private static List<GroupView> readers(
            Admin kafka, List<String> groups, List<TopicPartition> partitions, Deadline deadline)
            throws InterruptedException, TimeoutException, ExecutionException {
        if (groups.isEmpty() || partitions.isEmpty()) {
            return List.of();
        }
        ListConsumerGroupOffsetsSpec ofTopic = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        var offsets = kafka.listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(Function.identity(), group -> ofTopic)));
        var descriptions = kafka.describeConsumerGroups(groups).describedGroups();
        List<GroupView> readers = new ArrayList<>();
        for (String group : groups) {
            var committed = deadline.awaitOrNull(offsets.partitionsToOffsetAndMetadata(group));
            var description = deadline.awaitOrNull(descriptions.get(group));
            Map<Integer, OffsetAndMetadata> known = committed == null ? Map.of() : known(committed);
            if (!known.isEmpty() || (description != null && isAssigned(description, partitions))) {
                int members = description == null ? 0 : description.members().size();
                readers.add(new GroupView(group, members, next(known), gaps(known), DeadLetterKnowledge.PART));
            }
        }
        return readers;
    }

    private static Map<Integer, OffsetAndMetadata> known(Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
        Map<Integer, OffsetAndMetadata> known = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                known.put(partition.partition(), offset);
            }
        });
        return known;
    }

    private static Map<Integer, Long> next(Map<Integer, OffsetAndMetadata> committed) {
        Map<Integer, Long> next = new HashMap<>();
        committed.forEach((partition, offset) -> next.put(partition, offset.offset()));
        return next;
    }

    private static Map<Integer, Gaps> gaps(Map<Integer, OffsetAndMetadata> committed) {
        Map<Integer, Gaps> gaps = new HashMap<>();
        committed.forEach((partition, offset) -> gaps.put(partition, Gaps.of(offset.metadata())));
        gaps.values().removeIf(Gaps::isEmpty);
        return gaps;
    }

    private static boolean isAssigned(ConsumerGroupDescription group, List<TopicPartition> partitions) {
        return group.members().stream().anyMatch(member -> member.assignment().topicPartitions().stream()
                .anyMatch(partitions::contains));
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(offset -> offset.getKey().partition(), Map.Entry::getValue));
    }

    private static GroupView marked(GroupView group, Map<String, DeadLetterKnowledge> known) {
        return new GroupView(
                group.name(),
                group.members(),
                group.committed(),
                group.gaps(),
                known.getOrDefault(group.name(), DeadLetterKnowledge.ALL));
    }

    private static List<String> names(List<GroupView> groups) {
        return groups.stream().map(GroupView::name).toList();
    }

    private Admin connected() {
        if (admin == null) {
            admin = Admin.create(config);
        }
        return admin;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
