package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import pressroom.chaos.check.Excuse;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.Topics;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;

/** A topic that another team deletes or changes. */
final class TopicFaults {
    private static final String DELETED = "the topic is deleted under running services";
    private static final Duration MADE_AGAIN = Duration.ofSeconds(60);
    private static final Duration NOTICED = Duration.ofSeconds(20);

    private TopicFaults() {}

    static List<Fault> all() {
        return List.of(
                of(DELETED, Set.of(37), TopicFaults::delete).resending(3),
                of("the topic is set to compact", Set.of(37), TopicFaults::compact));
    }

    /** What was on it and not read is nowhere but in the blog database. */
    private static void delete(Scene scene) throws ExecutionException, InterruptedException, IOException {
        Expectation.afterRecovery(scene);
        RelayOperator operator = new RelayOperator(scene);
        String before = topicId(operator);
        Excuse lost = scene.injected()
                .excuses()
                .untilAnswered("POST " + RelayOperator.REPUBLISH + " without a next", Invariant.C1, DELETED);
        try (Admin admin = scene.topics().admin()) {
            admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
        }
        scene.injected().topicReplaced();
        Expectation.require(
                scene,
                Invariant.C6,
                MADE_AGAIN,
                "the deleted topic is not made again, or /ops/outbox does not tell of the new one",
                () -> !topicId(operator).equals(before));
        scene.last(0, 4);
        if (operator.republish("chaos: the topic was deleted", "\"all\": true")) {
            lost.close();
        }
    }

    private static String topicId(RelayOperator operator) throws IOException, InterruptedException {
        return operator.outbox().path("topic").path("topicId").asString("");
    }

    /** Of an author Kafka would keep the newest event only: it says so before it is too late. */
    private static void compact(Scene scene) throws ExecutionException, InterruptedException {
        Expectation.afterRecovery(scene);
        try (Admin admin = scene.topics().admin()) {
            try {
                set(admin, TopicConfig.CLEANUP_POLICY_COMPACT);
                boolean told = Expectation.within(
                        NOTICED, () -> Expectation.unready(scene, Role.BLOG, TopicConfig.CLEANUP_POLICY_CONFIG));
                // A relay that makes sure of its topic sets it back by itself.
                if (!told && policy(admin).equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                    scene.injected()
                            .found(
                                    Invariant.C10,
                                    "the topic is compacted, and blog-service's readiness does not say so");
                }
                Expectation.authorsPublish(scene, "the topic is compacted");
            } finally {
                set(admin, TopicConfig.CLEANUP_POLICY_DELETE);
            }
        }
        Expectation.require(
                scene,
                Invariant.C6,
                NOTICED,
                "blog-service is not ready, though the topic's cleanup policy was set back",
                () -> scene.cluster().instances(Role.BLOG).stream().allMatch(Instance::isReady));
    }

    private static void set(Admin admin, String policy) throws ExecutionException, InterruptedException {
        AlterConfigOp set =
                new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic(), List.of(set))).all().get();
    }

    private static String policy(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeConfigs(List.of(topic())).all().get().values().stream()
                .map(config -> config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value())
                .collect(Collectors.joining());
    }

    private static ConfigResource topic() {
        return new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
    }
}
