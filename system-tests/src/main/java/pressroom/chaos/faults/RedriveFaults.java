package pressroom.chaos.faults;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.check.Injected;
import pressroom.chaos.check.Topics;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import tools.jackson.databind.JsonNode;

/** Dead letters that come again. */
final class RedriveFaults {
    private static final String MISTAKE = "chaos_mistake";
    /** One author in many: 1, 10 to 19, 100 to 199. */
    private static final String AUTHORS = "author-1";

    private static final long PATIENCE_MILLIS = 90_000;
    private static final long LOOK_EVERY_MILLIS = 200;

    private RedriveFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                "the dead letters are redriven, twice at once and cancelled", Set.of(23), RedriveFaults::redrive));
    }

    /** The counter's table refuses some authors for a time: their posts are counted only if the redrive brings them all. */
    private static void redrive(Scene scene) throws Exception {
        change(scene, "add constraint %s check (author_id not like '%s%%') not valid".formatted(MISTAKE, AUTHORS));
        try {
            EventFaults.poison(scene);
            scene.last(2, 4);
        } finally {
            change(scene, "drop constraint " + MISTAKE);
        }
        Map<TopicPartition, Long> ends = scene.topics().ends();
        excuse(scene, ends);
        awaitPassed(scene, ends);
        for (Role role : List.of(Role.COUNTER, Role.INDEXER)) {
            List<Operator> team = scene.cluster().instances(role).stream()
                    .map(instance -> Operator.of(scene, instance))
                    .toList();
            for (Operator operator : team) {
                operator.redrive();
            }
            Sleep.millis(scene.random().nextInt(100));
            team.get(0).cancel();
            redriveToTheEnd(scene, team.get(scene.random().nextInt(team.size())));
        }
    }

    private static void change(Scene scene, String how) throws SQLException {
        try (Connection connection = scene.databases().connect("counter");
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger " + how);
        }
    }

    /** Whatever of theirs lay on the topic may have been refused. */
    private static void excuse(Scene scene, Map<TopicPartition, Long> ends) {
        for (ConsumerRecord<byte[], byte[]> record : scene.topics().all(Topics.EVENTS)) {
            long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            if (record.offset() < end && isTheirs(record.key())) {
                scene.injected()
                        .mistake(
                                Role.COUNTER.service(),
                                new Injected.Poison(
                                        MISTAKE, record.partition(), record.offset(), record.key(), record.value()));
            }
        }
    }

    private static boolean isTheirs(byte @Nullable [] key) {
        return key != null && new String(key, StandardCharsets.UTF_8).startsWith(AUTHORS);
    }

    /** Once the group has passed what lay on the topic, all that it refused of that is among the dead letters. */
    private static void awaitPassed(Scene scene, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        for (long waited = 0; scene.topics().before(Role.COUNTER.service(), ends) > 0; waited += LOOK_EVERY_MILLIS) {
            if (waited > PATIENCE_MILLIS) {
                throw new IllegalStateException("the counter does not get on: no dead letters to redrive");
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
    }

    private static void redriveToTheEnd(Scene scene, Operator operator) throws InterruptedException {
        boolean begun = false;
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_EVERY_MILLIS) {
            JsonNode status = operator.status();
            String state = status.path("state").asString("away");
            if (begun && state.equals("done")) {
                long sum = status.path("handled").asLong()
                        + status.path("stillPoison").asLong();
                if (sum != status.path("total").asLong()) {
                    scene.load().books().wrong("a redrive ended with " + status);
                }
                return;
            }
            if (!state.equals("running")) {
                begun = operator.redrive();
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        throw new IllegalStateException("a redrive did not end: " + operator.status());
    }
}
