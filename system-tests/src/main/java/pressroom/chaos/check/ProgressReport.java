package pressroom.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.cluster.Role;
import tools.jackson.databind.JsonNode;

/**
 * What blog-service tells of a post's newest event.
 *
 * @param version of that event
 * @param done groups that have handled it, as it says
 */
record ProgressReport(UUID blogId, int version, List<String> done) {

    /** Read from {@code GET /api/blogs/{id}/progress}. */
    static ProgressReport of(JsonNode json) {
        List<String> done = new ArrayList<>();
        json.path("groups").forEach(group -> {
            if (group.path("state").asString("").equals("done")) {
                done.add(group.path("group").asString());
            }
        });
        return new ProgressReport(
                UUID.fromString(json.path("blogId").asString()),
                json.path("version").asInt(),
                done);
    }

    /**
     * Each group that is said to have handled the event and has not. Stores are to be read after the report: versions
     * only rise there.
     *
     * @param counted the ledger's version; null if the blog is not in it
     * @param indexed the document's version; null if there is none
     */
    List<FalseReport> contradictions(@Nullable Integer counted, @Nullable Integer indexed) {
        List<FalseReport> reports = new ArrayList<>();
        if (isContradicted(Role.COUNTER, counted)) {
            reports.add(new FalseReport(ReportSource.COUNTER, violation(Role.COUNTER, counted)));
        }
        if (isContradicted(Role.INDEXER, indexed)) {
            reports.add(new FalseReport(ReportSource.INDEXER, violation(Role.INDEXER, indexed)));
        }
        return reports;
    }

    private boolean isContradicted(Role role, @Nullable Integer stored) {
        return done.contains(role.service()) && (stored == null || stored < version);
    }

    private Violation violation(Role role, @Nullable Integer stored) {
        return new Violation(
                Invariant.C10,
                "version %d of blog %s was reported as done by %s, whose store has %s"
                        .formatted(version, blogId, role.service(), stored == null ? "nothing" : stored),
                blogId);
    }
}
