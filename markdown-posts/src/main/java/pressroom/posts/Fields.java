package pressroom.posts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Front matter's values by lower-case name; every scalar is text. */
record Fields(Map<String, Object> values) {

    static Fields of(Map<?, ?> map) {
        var lower = new HashMap<String, Object>();
        map.forEach((name, value) -> {
            if (value != null) {
                lower.put(String.valueOf(name).toLowerCase(Locale.ROOT), value);
            }
        });
        return new Fields(lower);
    }

    /** These fields, then those of the named tables (Zola's and Hugo's own places for fields they do not know). */
    Stream<Fields> withTables(String... names) {
        var tables = Stream.of(names).map(values::get).filter(Map.class::isInstance);
        return Stream.concat(Stream.of(this), tables.map(table -> of((Map<?, ?>) table)));
    }

    /** The first text under a name: of a list the first element, of an object its {@code name}. */
    Optional<String> first(String name) {
        return texts(values.get(name)).findFirst();
    }

    /** All texts under a name, nested lists flattened. */
    List<String> all(String name) {
        return texts(values.get(name)).toList();
    }

    boolean isText(String name) {
        return values.get(name) instanceof String;
    }

    private static Stream<String> texts(@Nullable Object value) {
        if (value == null) {
            return Stream.empty();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().flatMap(Fields::texts);
        }
        if (value instanceof Map<?, ?> object) {
            return texts(of(object).values().get("name"));
        }
        return Stream.of(String.valueOf(value).strip()).filter(text -> !text.isEmpty());
    }
}
