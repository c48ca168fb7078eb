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
                .allSatisfy(violation -> assertThat(violation.invariant()).isEqualTo(Invariant.C10))
                .extracting(Violation::what)
                .satisfiesExactly(
                        what -> assertThat(what).contains("counter-consumer", "has 4", BLOG),
                        what -> assertThat(what).contains("search-indexer", "has nothing", BLOG));
    }

    @Test
    void aGroupThatWaitsOrHasDeadLetteredTheEventClaimsNothing() {
        assertThat(report("waiting", "dead-lettered").contradictions(null, null))
                .isEmpty();
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
