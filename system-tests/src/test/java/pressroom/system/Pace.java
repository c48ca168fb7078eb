package pressroom.system;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Watches how long a group leaves records waiting. */
final class Pace implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final int LOOK_MILLIS = 250;

    private final Admin admin;
    private final String group;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    /** What the topic held at which time, as far as the group has not read it. */
    private final Deque<Look> unread = new ArrayDeque<>();

    private long longestNanos;
    private int seen;

    private record Look(long at, long end) {}

    Pace(Map<String, Object> kafka, String group) {
        this.admin = Admin.create(kafka);
        this.group = group;
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The longest time that the group was behind a record, as far as looking four times a second tells. */
    synchronized Duration longestDelay() {
        return Duration.ofNanos(longestNanos);
    }

    synchronized int looks() {
        return seen;
    }

    private synchronized void look() {
        try {
            var now = System.nanoTime();
            unread.add(new Look(now, sum(ends().values())));
            var read = sum(committed().values());
            while (!unread.isEmpty() && unread.peek().end <= read) {
                unread.remove();
            }
            longestNanos = Math.max(longestNanos, unread.isEmpty() ? 0 : now - unread.peek().at);
            seen++;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
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

    private static long sum(Collection<Long> offsets) {
        return offsets.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        admin.close();
    }
}
