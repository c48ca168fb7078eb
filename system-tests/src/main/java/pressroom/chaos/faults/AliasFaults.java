package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Role;

/** Changes of the index by a third party, which leave Elasticsearch as healthy as it was. */
final class AliasFaults {
    private static final Duration NOTICED = Duration.ofSeconds(30);
    private static final Duration STILL = Duration.ofSeconds(5);
    private static final String NEW_INDEX = "{\"settings\": {\"number_of_shards\": 1, \"number_of_replicas\": 0}}";
    private static final String PIPELINE = "{\"index.default_pipeline\": %s}";

    private AliasFaults() {}

    static List<Fault> all() {
        return List.of(
                of("a second index is behind the alias", Set.of(38), AliasFaults::addIndex),
                of("another index takes the writes", Set.of(38), AliasFaults::moveWrites),
                of("the index names a pipeline that does not exist", Set.of(38), AliasFaults::nameMissingPipeline));
    }

    private static void addIndex(Scene scene) throws IOException, InterruptedException {
        Expectation.afterRecovery(scene);
        String other = newIndex(scene);
        try {
            actions(scene, add(other, false));
            requireUnready(scene, other);
        } finally {
            scene.index().ask("DELETE", "/" + other, null);
        }
    }

    /** Nothing is excused: what the other index took is not committed, and is read again once this is mended. */
    private static void moveWrites(Scene scene) throws IOException, InterruptedException {
        Expectation.afterRecovery(scene);
        String own = index(scene);
        String other = newIndex(scene);
        try {
            actions(scene, add(own, false) + "," + add(other, true));
            requireUnready(scene, other);
        } finally {
            actions(scene, "{\"remove_index\": {\"index\": \"%s\"}},%s".formatted(other, add(own, true)));
        }
    }

    private static void nameMissingPipeline(Scene scene) throws IOException, InterruptedException {
        Expectation.afterRecovery(scene);
        String settings = "/" + index(scene) + "/_settings";
        try {
            scene.index().ask("PUT", settings, PIPELINE.formatted("\"nowhere\""));
            requireUnready(scene, "default_pipeline");
        } finally {
            scene.index().ask("PUT", settings, PIPELINE.formatted("null"));
        }
    }

    /** Both instances name it, and go on to do so for as long as it lasts. */
    private static void requireUnready(Scene scene, String reason) throws InterruptedException {
        boolean told = Expectation.require(
                scene,
                Invariant.C10,
                NOTICED,
                "an indexer is ready, or does not say why not, in spite of " + reason,
                () -> Expectation.unready(scene, Role.INDEXER, reason));
        scene.last(2, 6);
        boolean still = Expectation.within(STILL, () -> Expectation.unready(scene, Role.INDEXER, reason));
        if (told && !still) {
            scene.injected().found(Invariant.C10, "an indexer is ready again in spite of " + reason);
        }
    }

    private static String newIndex(Scene scene) throws IOException, InterruptedException {
        String name = "blogs-other-" + UUID.randomUUID();
        scene.index().ask("PUT", "/" + name, NEW_INDEX);
        return name;
    }

    private static String add(String index, boolean takesWrites) {
        return "{\"add\": {\"index\": \"%s\", \"alias\": \"blogs\", \"is_write_index\": %s}}"
                .formatted(index, takesWrites);
    }

    private static void actions(Scene scene, String actions) throws IOException, InterruptedException {
        scene.index().ask("POST", "/_aliases", "{\"actions\": [%s]}".formatted(actions));
    }

    private static String index(Scene scene) throws IOException, InterruptedException {
        return scene.index()
                .ask("GET", "/_alias/blogs", null)
                .propertyNames()
                .iterator()
                .next();
    }
}
