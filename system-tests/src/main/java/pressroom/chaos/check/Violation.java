package pressroom.chaos.check;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that should not be.
 *
 * @param blog whose way tells more; null when it is about no single blog
 */
public record Violation(
        Invariant invariant, String what, @Nullable UUID blog) {
    static Violation of(Invariant invariant, String format, Object... arguments) {
        return new Violation(invariant, format.formatted(arguments), null);
    }

    @Override
    public String toString() {
        return "%s (%s): %s".formatted(invariant, invariant.words(), what);
    }
}
