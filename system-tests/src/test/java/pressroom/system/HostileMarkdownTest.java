package pressroom.system;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.TextAttacks;

/** Row 42: texts that cost far more to render than to send. The page of each stored one is shown, every time. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class HostileMarkdownTest {
    private static final Integer[] REFUSED_OR_SHOWN = {200, 201, 400, 413, 422, 429, 503};

    private final Platform platform;

    HostileMarkdownTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void pageOfAHostileTextIsShownAtOnce() {
        read(2);
    }

    @Test
    @Tag("faults")
    void pageOfAHostileTextIsShownAtOnceHoweverOftenItIsRead() {
        read(100);
    }

    private void read(int times) {
        Trial trial = Trial.of(platform, TextAttacks.all(times), List.of("blog-service"));
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAllWereAnswered();
        trial.assertThatAnswersAreAmong(REFUSED_OR_SHOWN);
    }
}
