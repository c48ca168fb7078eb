package pressroom.chaos.check;

import org.jspecify.annotations.Nullable;

/**
 * What a fault excuses.
 *
 * @param source for C10 whose reports, since no fault excuses those of all; null for every other invariant
 */
record Excused(Invariant invariant, @Nullable ReportSource source) {
    /** @throws IllegalArgumentException for C10 without a source, or another invariant with one */
    Excused {
        if ((invariant == Invariant.C10) != (source != null)) {
            throw new IllegalArgumentException("C10, and no other invariant, is excused for one source of reports");
        }
    }

    static Excused of(Invariant invariant) {
        return new Excused(invariant, null);
    }

    static Excused of(ReportSource source) {
        return new Excused(Invariant.C10, source);
    }

    @Override
    public String toString() {
        return source == null ? invariant.name() : "%s of %s".formatted(invariant, source);
    }
}
