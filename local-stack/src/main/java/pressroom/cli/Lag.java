package pressroom.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import pressroom.events.Gaps;

/**
 * How far each consumer group is behind the topic.
 *
 * @param partitions of the topic, 0 when it does not exist yet
 * @param end the sum of the partitions' ends: how many records were ever written
 * @param behind by group, the records before it, over all partitions
 * @param missed by group, the records that were deleted before it read them, until its gaps are closed
 */
record Lag(int partitions, long end, SortedMap<String, Long> behind, SortedMap<String, Long> missed) {

    static final String TOPIC = "blog-events";

    /** Asks the broker as its administrator. */
    static Lag of(Map<String, Object> administrator) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(administrator)) {
            return of(admin);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return new Lag(0, 0, new TreeMap<>(), new TreeMap<>());
            }
            throw failure;
        }
    }

    private static Lag of(Admin admin) throws InterruptedException, ExecutionException {
        var topic = admin.describeTopics(List.of(TOPIC))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next();
        var partitions = IntStream.range(0, topic.partitions().size())
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        var starts = offsets(admin, partitions, OffsetSpec.earliest());
        var ends = offsets(admin, partitions, OffsetSpec.latest());
        var behind = new TreeMap<String, Long>();
        var missed = new TreeMap<String, Long>();
        for (GroupListing group : admin.listGroups().all().get()) {
            var committed = admin.listConsumerGroupOffsets(
                            Map.of(group.groupId(), new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetAndMetadata(group.groupId())
                    .get();
            behind.put(group.groupId(), behind(committed, starts, ends));
            missed.put(group.groupId(), missed(committed, starts));
        }
        var end = ends.values().stream().mapToLong(Long::longValue).sum();
        return new Lag(partitions.size(), end, behind, missed);
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Collection<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private static long behind(
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var start = starts.getOrDefault(end.getKey(), 0L);
                    var position = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - Math.max(start, position == null ? 0 : position.offset()));
                })
                .sum();
    }

    /** What its commits say, and what it has yet to find out: a log that begins behind its offset. */
    private static long missed(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> starts) {
        return starts.entrySet().stream()
                .mapToLong(start -> {
                    var position = committed.get(start.getKey());
                    var known = position == null ? Gaps.NONE : Gaps.of(position.metadata());
                    return known.records() + Math.max(0, start.getValue() - (position == null ? 0 : position.offset()));
                })
                .sum();
    }
}
