package pressroom.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That an invariant is excused from the fault to the answer of its repair, and no longer. */
class ExcusesTest {

    private final Excuses excuses = new Excuses();

    @Test
    void anInvariantIsExcusedUntilTheLastExcuseEnds() {
        try (Excuses.Excuse first = excuses.begin(Invariant.C8)) {
            try (Excuses.Excuse second = excuses.begin(Invariant.C8)) {
                assertThat(excuses.isExcused(Invariant.C8)).isTrue();
            }
            assertThat(excuses.isExcused(Invariant.C8)).isTrue();
            assertThat(excuses.isExcused(Invariant.C1)).isFalse();
        }
        assertThat(excuses.isExcused(Invariant.C8)).isFalse();
    }

    /** A look that began before such an excuse and ended after it has seen what is excused. */
    @Test
    void anExcuseThatIsOverIsStillSeenToHaveBegun() {
        int before = excuses.begun(Invariant.C8);
        excuses.begin(Invariant.C8).close();

        assertThat(excuses.isExcused(Invariant.C8)).isFalse();
        assertThat(excuses.begun(Invariant.C8)).isNotEqualTo(before);
    }
}
