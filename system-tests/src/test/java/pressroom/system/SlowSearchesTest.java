package pressroom.system;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.SearchAttacks;

/** Row 42: searches that are to cost much, beside searches that cost little. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class SlowSearchesTest {
    private static final Integer[] ANSWERED = {200, 400, 414, 429, 503};

    private final Platform platform;

    SlowSearchesTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void slowSearchesHoldUpNobodyElse() {
        search(12, Duration.ofSeconds(4));
    }

    @Test
    @Tag("faults")
    void manySlowSearchesHoldUpNobodyElse() {
        search(100, Duration.ofSeconds(20));
    }

    private void search(int clients, Duration length) {
        Trial trial = Trial.of(platform, List.of(SearchAttacks.slow(clients, length)), List.of("search-indexer"));
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAllWereAnswered();
        trial.assertThatAnswersAreAmong(ANSWERED);
    }
}
