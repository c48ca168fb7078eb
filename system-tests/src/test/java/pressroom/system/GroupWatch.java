package pressroom.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What Kafka knows of a group of consumers. */
final class GroupWatch implements AutoCloseable {

    private static final int PARTITIONS = 6;

    private final Admin admin;
    private final String group;

    GroupWatch(Map<String, Object> kafka, String group) {
        this.admin = Admin.create(kafka);
        this.group = group;
    }

    /**
     * Waits until the group has read all that the topic holds now, whatever comes meanwhile.
     *
     * @return how long that took
     */
    Duration awaitAllOfNow(Duration patience) throws InterruptedException, ExecutionException {
        var asked = System.nanoTime();
        var ends = ends();
        await().atMost(patience).pollInterval(Duration.ofMillis(50)).until(() -> {
            var read = committed();
            return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Who belongs to the group: a consumer that left and came back is another member. */
    Set<String> members() throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(description -> description.members().stream())
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        var latest = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition("blog-events", partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private Map<TopicPartition, Long> committed() throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close();
    }
}
