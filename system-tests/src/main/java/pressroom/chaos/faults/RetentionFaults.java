package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import pressroom.chaos.check.Excuse;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.World;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/**
 * Records that are deleted before a group has read them, as by a retention that is shorter than an outage. The operator then
 * does what docs/operations/retention.md says. Until that is done C1 is excused, and at the end of the fault no longer.
 */
final class RetentionFaults {
    private static final String COUNTERS = "records are deleted below the counter's offset";
    private static final String INDEXERS = "records are deleted below the indexer's offset";
    private static final long PATIENCE_MILLIS = 180_000;
    private static final long LOOK_EVERY_MILLIS = 300;
    /** A post that was committed may be older than its transaction's end. */
    private static final int LONGEST_TRANSACTION_SECONDS = 60;

    private RetentionFaults() {}

    static List<Fault> all() {
        return List.of(
                of(COUNTERS, Set.of(37), scene -> deleteBelow(scene, Role.COUNTER, COUNTERS)),
                of(INDEXERS, Set.of(37), scene -> deleteBelow(scene, Role.INDEXER, INDEXERS)));
    }

    private static void deleteBelow(Scene scene, Role role, String fault) throws Exception {
        Role other = role == Role.COUNTER ? Role.INDEXER : Role.COUNTER;
        awaitRead(scene, List.of(role, other));
        Instant since = Instant.now().minusSeconds(LONGEST_TRANSACTION_SECONDS);
        scene.cluster().instances(role).forEach(Instance::stop);
        Excuse lost;
        List<World.Record> unread;
        try {
            scene.last(3, 6);
            Expectation.authorsPublish(scene, role.service() + " is stopped");
            Map<TopicPartition, Long> ends = awaitRead(scene, List.of(other));
            lost = scene.injected()
                    .excuses()
                    .untilAnswered("POST " + RelayOperator.REPUBLISH + " without a next", Invariant.C1, fault);
            unread = deleteBelow(scene, role, ends);
        } finally {
            scene.cluster().instances(role).forEach(Instance::start);
        }
        if (unread.isEmpty()) {
            lost.close();
            throw new FaultDidNotHappen("%s had read all that was deleted".formatted(role.service()));
        }
        RetentionOperator operator = new RetentionOperator(scene, role);
        if (operator.awaitGaps(partitionsOf(unread))) {
            operator.expectNotDone(unread);
            if (operator.republish(since)) {
                lost.close();
            }
            awaitRead(scene, List.of(role, other));
            operator.closeGaps();
        }
    }

    private static Set<Integer> partitionsOf(List<World.Record> records) {
        return records.stream().map(World.Record::partition).collect(Collectors.toSet());
    }

    /** Waits until what was committed before now is sent and read by these groups; returns the ends that they passed. */
    private static Map<TopicPartition, Long> awaitRead(Scene scene, List<Role> roles)
            throws SQLException, ExecutionException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (scene.databases().unsent() > 0) {
            pause(end, "the relay does not get on");
        }
        Map<TopicPartition, Long> ends = scene.topics().ends();
        for (Role role : roles) {
            while (scene.topics().before(role.service(), ends) > 0) {
                pause(end, role.service() + " does not get on");
            }
        }
        return ends;
    }

    private static void pause(long end, String otherwise) {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException(otherwise);
        }
        Sleep.millis(LOOK_EVERY_MILLIS);
    }

    /** Returns what the group had not read. The checker is given all of it: it was on the topic. */
    private static List<World.Record> deleteBelow(Scene scene, Role role, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        List<World.Record> deleted = scene.topics().recordsBefore(ends);
        Map<Integer, Long> next = scene.topics().committed(role.service());
        scene.injected().deleted(deleted);
        Map<TopicPartition, RecordsToDelete> below = new HashMap<>();
        ends.forEach((partition, end) -> below.put(partition, RecordsToDelete.beforeOffset(end)));
        try (Admin admin = scene.topics().admin()) {
            admin.deleteRecords(below).all().get();
        }
        return deleted.stream()
                .filter(record -> record.offset() >= next.getOrDefault(record.partition(), 0L))
                .toList();
    }
}
