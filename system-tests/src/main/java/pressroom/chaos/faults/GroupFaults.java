package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import pressroom.chaos.check.Topics;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/** Consumer groups whose offsets, partitions and members change under them. */
final class GroupFaults {
    private static final int MOST_PARTITIONS = 16;
    private static final Duration LONGEST_SESSION = Duration.ofSeconds(60);

    private GroupFaults() {}

    static List<Fault> all() {
        return List.of(
                of("the counter's offsets are deleted", Set.of(11), scene -> forget(scene, Role.COUNTER)),
                of("the indexer's offsets are deleted", Set.of(11), scene -> forget(scene, Role.INDEXER)),
                of("partitions are added", Set.of(12), GroupFaults::addPartitions),
                of("members join and leave the counter's group", Set.of(13), scene -> storm(scene, Role.COUNTER)),
                of("members join and leave the indexer's group", Set.of(13), scene -> storm(scene, Role.INDEXER)));
    }

    private static void forget(Scene scene, Role role) throws InterruptedException, ExecutionException {
        scene.cluster().instances(role).forEach(Instance::stop);
        try (Admin admin = scene.topics().admin()) {
            forget(admin, role.service());
        } finally {
            scene.cluster().instances(role).forEach(Instance::start);
        }
        scene.last(2, 4);
    }

    /** Kafka deletes offsets only while nobody reads; of who was killed it knows that only after the session's 10 s. */
    private static void forget(Admin admin, String group) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + LONGEST_SESSION.toNanos();
        while (true) {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > end) {
                    throw e;
                }
                Sleep.millis(500);
            }
        }
    }

    private static void addPartitions(Scene scene) throws InterruptedException, ExecutionException {
        try (Admin admin = scene.topics().admin()) {
            int now = admin.describeTopics(List.of(Topics.EVENTS))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .partitions()
                    .size();
            if (now < MOST_PARTITIONS) {
                admin.createPartitions(Map.of(Topics.EVENTS, NewPartitions.increaseTo(now + 1)))
                        .all()
                        .get();
            }
        }
        scene.last(4, 8);
    }

    /** A stranger takes partitions, reads and commits nothing, and leaves again; rebalances follow each other. */
    private static void storm(Scene scene, Role role) {
        Map<String, Object> config = new HashMap<>(scene.topics().properties());
        config.put("group.id", role.service());
        config.put("enable.auto.commit", false);
        config.put("session.timeout.ms", 6_000);
        for (int i = 0; i < 6; i++) {
            try (KafkaConsumer<byte[], byte[]> stranger =
                    new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                stranger.subscribe(List.of(Topics.EVENTS));
                long end = System.nanoTime()
                        + Duration.ofMillis(1_000 + scene.random().nextInt(2_000))
                                .toNanos();
                while (System.nanoTime() < end) {
                    stranger.poll(Duration.ofMillis(200));
                }
            } catch (UnknownMemberIdException thrownOut) {
                // A stranger's lot.
            }
            Sleep.millis(500 + scene.random().nextInt(2_000));
        }
    }
}
