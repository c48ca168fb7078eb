package pressroom.chaos.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.World;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import tools.jackson.databind.JsonNode;

/** Sees that a group has gaps, has its posts sent again and closes the gaps: docs/operations/retention.md. */
final class RetentionOperator {
    static final String GAPS = "/ops/gaps";
    static final String CLOSE = "/ops/gaps/close";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Scene scene;
    private final Role role;

    RetentionOperator(Scene scene, Role role) {
        this.scene = scene;
        this.role = role;
    }

    /** Waits for gaps in all these partitions; false, and a violation, if they are never told. */
    boolean awaitGaps(Set<Integer> partitions) throws InterruptedException {
        return Expectation.require(
                scene,
                Invariant.C10,
                PATIENCE,
                "%s tells of no gap, and records of partitions %s were deleted before it read them"
                        .formatted(role.service(), partitions),
                () -> isToldBy(partitions));
    }

    private boolean isToldBy(Set<Integer> partitions) throws InterruptedException {
        for (Instance instance : scene.cluster().instances(role)) {
            try {
                if (gapsOf(instance).containsAll(partitions)) {
                    return true;
                }
            } catch (IOException away) {
                // The other instance may tell.
            }
        }
        return false;
    }

    private Set<Integer> gapsOf(Instance instance) throws IOException, InterruptedException {
        Set<Integer> partitions = new HashSet<>();
        Operator.Answer answer = Operator.of(scene, instance).get(GAPS);
        if (answer.status() != 200) {
            throw new IOException("GET %s: %d %s".formatted(GAPS, answer.status(), answer.json()));
        }
        answer.json()
                .path("gaps")
                .forEach(gap -> partitions.add(gap.path("partition").asInt()));
        return partitions;
    }

    /** The newest of the posts that were deleted unread is not done, unless its author has changed it since. */
    void expectNotDone(List<World.Record> unread) throws InterruptedException {
        World.Record newest = unread.get(unread.size() - 1);
        if (newest.blogId() == null || newest.injected()) {
            return;
        }
        JsonNode progress;
        try {
            progress = Operator.of(scene, scene.cluster().any(Role.BLOG, scene.random()))
                    .get("/api/blogs/" + newest.blogId() + "/progress")
                    .json();
        } catch (IOException away) {
            return;
        }
        boolean isSame = progress.path("topic").path("offset").asLong(-1) == newest.offset()
                && progress.path("topic").path("partition").asInt(-1) == newest.partition();
        if (isSame && progress.path("done").asBoolean()) {
            scene.injected()
                    .found(Invariant.C10, "%s was deleted unread, and its progress is %s".formatted(newest, progress));
        }
    }

    /** Has all posts sent again that were published or changed since then; false if that was not answered. */
    boolean republish(Instant since) throws InterruptedException {
        return new RelayOperator(scene)
                .republish("chaos: records were deleted", "\"changedSince\": \"%s\"".formatted(since));
    }

    /** Closes them at each instance until no instance tells of any. */
    void closeGaps() throws InterruptedException {
        Expectation.require(
                scene, Invariant.C6, PATIENCE, role.service() + " does not close its gaps", this::isClosedByAll);
    }

    private boolean isClosedByAll() throws IOException, InterruptedException {
        boolean isClosed = true;
        for (Instance instance : scene.cluster().instances(role)) {
            Operator.of(scene, instance).post(CLOSE, "{\"reason\": \"chaos: republished\"}");
            isClosed &= gapsOf(instance).isEmpty();
        }
        return isClosed;
    }
}
