package pressroom.system;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.DripAttacks;

/** Row 42: bodies that come by a byte each second, while others sign in, import and publish. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class DrippingBodiesTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Integer[] REFUSED = {400, 401, 403, 408, 413, 429, 503};

    private final Platform platform;

    DrippingBodiesTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void othersSignInAndImportBesideDrippingBodies() {
        drip(60, 8, SHORT);
    }

    @Test
    @Tag("faults")
    void othersSignInAndImportBesideHundredsOfDrippingBodies() {
        drip(500, 60, LONG);
    }

    private void drip(int forms, int zips, Duration length) {
        Trial trial = Trial.besideAVisitor(
                platform,
                List.of(
                        DripAttacks.forms(forms, length),
                        DripAttacks.zips(zips, length),
                        DripAttacks.posts(forms, length)));
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }
}
