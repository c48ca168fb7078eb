package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusCommandTest {

    private static final JsonNode FIRST = json("{\"since\":\"2026-02-20T10:00:00Z\",\"earlier\":0}");

    @Test
    void aGroupThatMissedEventsHasNeverReadThemAll() {
        assertThat(StatusCommand.progress(0, 0, FIRST)).isEqualTo("has read them all");
        assertThat(StatusCommand.progress(7, 0, FIRST)).isEqualTo("7 events behind");
        assertThat(StatusCommand.progress(1, 1, FIRST))
                .startsWith("1 event behind, and 1 event was deleted before it read it: ");
        for (long behind : new long[] {0, 7}) {
            assertThat(StatusCommand.progress(behind, 12, FIRST))
                    .contains("12 events were deleted before it read them", "retention.md")
                    .doesNotContain("has read them all");
        }
    }

    @Test
    void afterTheTopicWasReplacedNoGroupHasReadThemAll() {
        var second = json("{\"since\":\"2026-02-20T10:00:00Z\",\"earlier\":1}");

        assertThat(StatusCommand.progress(0, 0, second))
                .isEqualTo("is at the end; the topic was replaced at 2026-02-20T10:00:00Z:"
                        + " see docs/operations/replaced.md");
        assertThat(StatusCommand.progress(3, 2, second))
                .contains("3 events behind", "2 events were deleted", "the topic was replaced at 2026");
    }

    @Test
    void aBlogServiceThatDoesNotSayIsNotTakenForOneThatSaysNo() {
        var untold = json("{}").path("topic");

        assertThat(StatusCommand.progress(0, 0, untold))
                .isEqualTo("is at the end; blog-service does not say whether the topic was replaced");
        assertThat(StatusCommand.progress(7, 0, untold)).isEqualTo("7 events behind");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
