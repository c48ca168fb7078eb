package pressroom.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Tells what in a schema would break a reader or writer of its released version.
 *
 * <p>Allowed are new properties that are not required, new definitions, and other words. All else is taken for a break, so
 * that a change nobody thought of fails too.
 */
final class SchemaChanges {

    private static final Set<String> WORDS = Set.of("title", "description", "examples", "$comment");
    private static final Set<String> GROWING = Set.of("properties", "$defs");

    private final List<String> breaks = new ArrayList<>();

    private SchemaChanges() {}

    /** The incompatible changes; empty when there are none. */
    static List<String> breaking(JsonNode released, JsonNode current) {
        SchemaChanges changes = new SchemaChanges();
        changes.compare("#", released, current);
        return changes.breaks;
    }

    private void compare(String at, JsonNode released, JsonNode current) {
        if (!released.isObject() || !current.isObject()) {
            if (!released.equals(current)) {
                breaks.add(at + " was " + released + " and is " + current);
            }
            return;
        }
        Set<String> keywords = new TreeSet<>(released.propertyNames());
        keywords.addAll(current.propertyNames());
        keywords.removeAll(WORDS);
        for (String keyword : keywords) {
            compareKeyword(at + "/" + keyword, keyword, released, current);
        }
    }

    private void compareKeyword(String at, String keyword, JsonNode released, JsonNode current) {
        if (!current.has(keyword)) {
            breaks.add(at + " was removed");
        } else if (GROWING.contains(keyword)) {
            compareNamed(at, released.path(keyword), current.path(keyword));
        } else if (!released.has(keyword)) {
            breaks.add(at + " is new");
        } else if (keyword.equals("required")) {
            compareRequired(at, released.path(keyword), current.path(keyword));
        } else {
            compare(at, released.path(keyword), current.path(keyword));
        }
    }

    /** Here the keys are names that we gave: {@code title} is a property, not an annotation. */
    private void compareNamed(String at, JsonNode released, JsonNode current) {
        for (String name : released.propertyNames()) {
            if (current.has(name)) {
                compare(at + "/" + name, released.path(name), current.path(name));
            } else {
                breaks.add(at + "/" + name + " was removed");
            }
        }
    }

    private void compareRequired(String at, JsonNode released, JsonNode current) {
        if (!new HashSet<>(released.values()).equals(new HashSet<>(current.values()))) {
            breaks.add(at + " was " + released + " and is " + current);
        }
    }
}
