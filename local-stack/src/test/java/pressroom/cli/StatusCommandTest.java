package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusCommandTest {

    @Test
    void aGroupThatMissedEventsHasNeverReadThemAll() {
        assertThat(StatusCommand.progress(0, 0)).isEqualTo("has read them all");
        assertThat(StatusCommand.progress(7, 0)).isEqualTo("7 events behind");
        for (long behind : new long[] {0, 7}) {
            assertThat(StatusCommand.progress(behind, 12))
                    .contains("12 events were deleted before it read them", "retention.md")
                    .doesNotContain("has read them all");
        }
    }
}
