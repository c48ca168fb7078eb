package pressroom.posts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one field. An alias is one object at many places, and may hold itself: what is bounded is the number of steps,
 * not the number of objects.
 */
final class FlatTexts {

    private static final FrontMatterLimits LIMITS = FrontMatterLimits.DEFAULT;

    private final List<String> texts = new ArrayList<>();
    private int values;
    private int chars;

    private FlatTexts() {}

    /**
     * Flattens lists in lists; of a table its {@code name} is taken. Empty texts are left out.
     *
     * @throws UnusableFileException with more values, or deeper ones, than the limits allow, or values that are no text
     */
    static List<String> of(@Nullable Object value) throws UnusableFileException {
        var flat = new FlatTexts();
        flat.add(value, 0);
        return flat.texts;
    }

    private void add(@Nullable Object value, int depth) {
        if (depth > LIMITS.depth()) {
            throw new UnusableFileException("its front matter has a list that holds itself, or lists nested too deep");
        }
        if (++values > LIMITS.values()) {
            throw new UnusableFileException(
                    "its front matter has a field of more than %,d values".formatted(LIMITS.values()));
        }
        if (value instanceof Collection<?> list) {
            list.forEach(element -> add(element, depth + 1));
        } else if (value instanceof Map<?, ?> table) {
            table.forEach((name, named) -> {
                if (name instanceof String key && key.equalsIgnoreCase("name")) {
                    add(named, depth + 1);
                }
            });
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            addText(value.toString().strip());
        } else if (value != null) {
            throw new UnusableFileException(
                    "its front matter has a value that is no text: leave out tags such as !!binary");
        }
    }

    private void addText(String text) {
        chars += text.length();
        if (chars > LIMITS.bytes()) {
            throw new UnusableFileException(
                    "its front matter has a field of more than %,d characters".formatted(LIMITS.bytes()));
        }
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }
}
