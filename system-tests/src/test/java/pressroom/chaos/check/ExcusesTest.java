package pressroom.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a fault excuses what it says and only for as long as it says. */
class ExcusesTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private Instant now = START;
    private final Excuses excuses = new Excuses(() -> now);

    @Test
    void anExcuseForATimeEndsByItself() {
        excuses.atMost(Duration.ofSeconds(15), ReportSource.OUTBOX, "a position ahead");

        assertThat(unexcused(ReportSource.OUTBOX, 3)).isEmpty();
        assertThat(unexcused(ReportSource.OUTBOX, 16)).hasSize(1);
        assertThat(excuses.open()).hasSize(1);
        now = START.plusSeconds(15);
        assertThat(excuses.open()).isEmpty();
    }

    @Test
    void reportsOfOneSourceAreExcusedAndThoseOfOthersAreViolations() {
        excuses.untilAnswered("POST /ops/repair", ReportSource.COUNTER, "totals set back");
        List<FalseReport> reports =
                Stream.of(ReportSource.values()).map(ExcusesTest::falseReport).toList();

        assertThat(excuses.unexcused(reports, START, START))
                .extracting(Violation::what)
                .containsExactly("of the indexer's progress", "of /ops/outbox");
        assertThat(excuses.counted().keySet()).singleElement().satisfies(excuse -> assertThat(excuse)
                .startsWith("C10 of the counter's progress excused"));
    }

    @Test
    void noFaultExcusesTheReportsOfAllSources() {
        assertThatThrownBy(() -> excuses.untilAnswered("POST /ops/repair", Invariant.C10, "totals set back"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one source");
        assertThat(excuses.open()).isEmpty();
    }

    @Test
    void anExcuseUntilACallWasAnsweredIsOpenUntilItIsClosed() {
        Excuse excuse = excuses.untilAnswered("POST /ops/republish", Invariant.C1, "a topic deleted");
        now = START.plusSeconds(3_600);
        assertThat(excuses.open()).singleElement().satisfies(violation -> assertThat(violation.what())
                .contains("a topic deleted", "until POST /ops/republish was answered"));

        excuse.close();
        assertThat(excuses.open()).isEmpty();
        assertThat(covers(Invariant.C1, 3_599)).isTrue();
        assertThat(covers(Invariant.C1, 3_601)).isFalse();
    }

    @Test
    void onlyTheNamedInvariantIsExcused() {
        excuses.untilAnswered("POST /ops/repair", Invariant.C8, "totals set back");

        assertThat(covers(Invariant.C8, 1)).isTrue();
        assertThat(covers(Invariant.C9, 1)).isFalse();
    }

    @Test
    void aLookThatBeganBeforeAnExcuseOrEndedBehindItIsCovered() {
        now = START.plusSeconds(10);
        Excuse excuse = excuses.untilAnswered("POST /ops/repair", Invariant.C8, "totals set back");
        now = START.plusSeconds(20);
        excuse.close();

        assertThat(excuses.cover(Invariant.C8, START, START.plusSeconds(11))).isTrue();
        assertThat(excuses.cover(Invariant.C8, START.plusSeconds(19), START.plusSeconds(30)))
                .isTrue();
        assertThat(excuses.cover(Invariant.C8, START, START.plusSeconds(9))).isFalse();
    }

    private boolean covers(Invariant invariant, int second) {
        Instant at = START.plusSeconds(second);
        return excuses.cover(invariant, at, at);
    }

    private List<Violation> unexcused(ReportSource source, int second) {
        Instant at = START.plusSeconds(second);
        return excuses.unexcused(List.of(falseReport(source)), at, at);
    }

    private static FalseReport falseReport(ReportSource source) {
        return new FalseReport(source, Violation.of(Invariant.C10, "of %s", source));
    }
}
