package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** An index that refuses to be written, or is not where it should be. */
final class SearchFaults {
    private SearchFaults() {}

    static List<Fault> all() {
        return List.of(
                of(
                        "the index is blocked as on a full disk",
                        Set.of(17, 18),
                        scene -> block(scene, "read_only_allow_delete")),
                of("the index is write-blocked", Set.of(18), scene -> block(scene, "write")),
                of("the alias is missing", Set.of(18), SearchFaults::removeAlias),
                of("the index is closed", Set.of(18), SearchFaults::close));
    }

    private static void block(Scene scene, String block) throws IOException, InterruptedException {
        String settings = "{\"index.blocks.%s\": %s}";
        scene.index().ask("PUT", "/blogs/_settings", settings.formatted(block, "true"));
        scene.last(4, 10);
        scene.index().ask("PUT", "/blogs/_settings", settings.formatted(block, "null"));
    }

    private static void removeAlias(Scene scene) throws IOException, InterruptedException {
        String index = index(scene);
        String action = "{\"actions\": [{\"%s\": {\"index\": \"%s\", \"alias\": \"blogs\"%s}}]}";
        scene.index().ask("POST", "/_aliases", action.formatted("remove", index, ""));
        scene.last(4, 8);
        scene.index().ask("POST", "/_aliases", action.formatted("add", index, ", \"is_write_index\": true"));
    }

    private static void close(Scene scene) throws IOException, InterruptedException {
        String index = index(scene);
        scene.index().ask("POST", "/" + index + "/_close", null);
        scene.last(4, 8);
        scene.index().ask("POST", "/" + index + "/_open", null);
    }

    private static String index(Scene scene) throws IOException, InterruptedException {
        return scene.index()
                .ask("GET", "/_alias/blogs", null)
                .propertyNames()
                .iterator()
                .next();
    }
}
