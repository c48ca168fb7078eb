package pressroom.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pressroom.chaos.load.Post;

/** C11: of each acknowledged post of which any copy survived, all copies are there after the operator's calls. */
final class CopiesCheck {
    private CopiesCheck() {}

    /** Every violation; none if the operator has changed nothing, since C1 to C4 say it all then. */
    static List<Violation> check(List<Post> posts, World world, OperatorCalls calls) {
        List<Violation> violations = new ArrayList<>();
        if (!calls.haveChangedSomething()) {
            return violations;
        }
        Map<UUID, Integer> onTopic = highestOnTopic(world);
        for (Post post : posts) {
            UUID id = post.id();
            if (post.outcome() != Post.Outcome.OK || id == null) {
                continue;
            }
            World.Row row = world.rows().get(id);
            Set<String> missing = missing(id, world);
            // With no copy at all it is lost, which is C1's to tell.
            if (!missing.isEmpty() && (missing.size() < 3 || onTopic.containsKey(id))) {
                violations.add(new Violation(
                        Invariant.C11, "%s has a copy, and is not %s".formatted(post, String.join(", ", missing)), id));
            } else if (row != null && onTopic.getOrDefault(id, 0) > row.version()) {
                violations.add(new Violation(
                        Invariant.C11,
                        "%s is on the topic in version %d, and in blogs in version %d"
                                .formatted(post, onTopic.get(id), row.version()),
                        id));
            }
        }
        return violations;
    }

    private static Set<String> missing(UUID id, World world) {
        Set<String> missing = new HashSet<>();
        if (!world.rows().containsKey(id)) {
            missing.add("in blogs");
        }
        if (!world.counted().containsKey(id)) {
            missing.add("counted");
        }
        if (!world.documents().containsKey(id.toString())) {
            missing.add("indexed");
        }
        return missing;
    }

    private static Map<UUID, Integer> highestOnTopic(World world) {
        Map<UUID, Integer> versions = new HashMap<>();
        for (World.Record record : world.topic()) {
            if (record.blogId() != null && record.version() != null) {
                versions.merge(record.blogId(), record.version(), Math::max);
            }
        }
        return versions;
    }
}
