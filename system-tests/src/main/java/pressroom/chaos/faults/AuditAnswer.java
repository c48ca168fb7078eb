package pressroom.chaos.faults;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What {@code GET /ops/audit} or {@code POST /ops/repair} of counter-consumer has answered.
 *
 * @param json nothing for no answer
 */
record AuditAnswer(JsonNode json) {
    /** One answer names no more posts. */
    private static final int MOST_NAMED = 1_000;

    boolean isClean() {
        return json.path("result").asString("").equals("clean");
    }

    /** Whether a repair leaves nothing over, and nothing that may be on its way. */
    boolean isRepaired() {
        return json.path("undecided").isArray()
                && json.path("undecided").isEmpty()
                && !json.path("more").asBoolean(true);
    }

    /** The ids of posts that differ. */
    Set<String> posts() {
        return named("posts", "blogId");
    }

    /** The authors whose totals differ. */
    Set<String> totals() {
        return named("totals", "authorId");
    }

    /** Which of these rows, all of them wrong, it does not name; none if it says that there are more than it can name. */
    Set<String> unnamed(Set<String> wrong) {
        if (wrong.size() > MOST_NAMED && json.path("more").asBoolean(false)) {
            return Set.of();
        }
        Set<String> unnamed = new TreeSet<>(wrong);
        unnamed.removeAll(posts());
        return unnamed;
    }

    private Set<String> named(String list, String field) {
        Set<String> names = new TreeSet<>();
        json.path(list).forEach(each -> names.add(each.path(field).asString("")));
        return names;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
