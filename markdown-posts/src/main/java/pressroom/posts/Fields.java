package pressroom.posts;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Front matter's values by lower-case name; every scalar is text. */
record Fields(Map<String, Object> values) {

    static Fields of(Map<?, ?> map) {
        var lower = new HashMap<String, Object>();
        map.forEach((name, value) -> {
            // YAML's names may be lists: such a one is not asked for by anybody, and may be endless as text.
            if (value != null && name instanceof String text) {
                lower.put(text.toLowerCase(Locale.ROOT), value);
            }
        });
        return new Fields(lower);
    }

    /** These fields, then those of the named tables (Zola's and Hugo's own places for fields they do not know). */
    Stream<Fields> withTables(String... names) {
        var tables = Stream.of(names).map(values::get).filter(Map.class::isInstance);
        return Stream.concat(Stream.of(this), tables.map(table -> of((Map<?, ?>) table)));
    }

    /**
     * The first text under a name: of a list the first element, of an object its {@code name}.
     *
     * @throws UnusableFileException as {@link #all}
     */
    Optional<String> first(String name) throws UnusableFileException {
        return all(name).stream().findFirst();
    }

    /**
     * All texts under a name, nested lists flattened.
     *
     * @throws UnusableFileException when they are more than the limits allow, or no texts
     */
    List<String> all(String name) throws UnusableFileException {
        return FlatTexts.of(values.get(name));
    }

    boolean isText(String name) {
        return values.get(name) instanceof String;
    }
}
