package pressroom.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** That a group which is reported as done without its store having the version is told, and nothing else is. */
class ProgressReportTest {

    private static final String BLOG = "0199c0de-0000-7000-8000-00000000002a";

    @Test
    void aGroupThatIsDoneHasTheVersionOrAHigherOne() {
        assertThat(report("done", "done").contradictions(5, 6)).isEmpty();
    }

    @Test
    void aGroupThatIsDoneAndHasAnOlderVersionOrNoneIsTold() {
        assertThat(report("done", "done").contradictions(4, null))
                .allSatisfy(report -> assertThat(report.violation().invariant()).isEqualTo(Invariant.C10))
                .satisfiesExactly(
                        report -> assertTold(report, ReportSource.COUNTER, "counter-consumer", "has 4"),
                        report -> assertTold(report, ReportSource.INDEXER, "search-indexer", "has nothing"));
    }

    @Test
    void aGroupThatWaitsOrHasDeadLetteredTheEventClaimsNothing() {
        assertThat(report("waiting", "dead-lettered").contradictions(null, null))
                .isEmpty();
    }

    private static void assertTold(FalseReport report, ReportSource source, String... words) {
        assertThat(report.source()).isEqualTo(source);
        assertThat(report.violation().what()).contains(BLOG).contains(words);
    }

    private static ProgressReport report(String counter, String indexer) {
        String groups = List.of(group("counter-consumer", counter), group("search-indexer", indexer))
                .toString();
        return ProgressReport.of(
                new JsonMapper().readTree("{\"blogId\":\"%s\",\"version\":5,\"groups\":%s}".formatted(BLOG, groups)));
    }

    private static String group(String name, String state) {
        return "{\"group\":\"%s\",\"state\":\"%s\"}".formatted(name, state);
    }
}
