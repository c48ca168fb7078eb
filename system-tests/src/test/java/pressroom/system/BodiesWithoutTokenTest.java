package pressroom.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.Attack;
import pressroom.chaos.doors.BodyAttacks;

/** Row 41: bodies that have no business here, and more large bodies at once than there is room for. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class BodiesWithoutTokenTest {
    private static final Integer[] REFUSED = {400, 401, 403, 404, 405, 408, 411, 413, 415, 429, 503};
    private static final Integer[] POSTED = {201, 408, 413, 429, 503};
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Platform platform;

    BodiesWithoutTokenTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void bodiesThatHaveNoBusinessHereTakeNoMemory() {
        refuse(60, SHORT);
    }

    @Test
    @Tag("faults")
    void hundredsOfBodiesThatHaveNoBusinessHereTakeNoMemory() {
        refuse(500, LONG);
    }

    @Test
    void bodiesThatAreAnnouncedAndNeverComeTakeNoMemory() {
        Trial trial = Trial.of(platform, List.of(BodyAttacks.awaitingContinue(60, SHORT)), Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }

    @Test
    void largePostsThatArriveAtOnceArePublishedOrRefused() {
        post(64, SHORT);
    }

    @Test
    @Tag("faults")
    void hundredsOfLargePostsThatArriveAtOnceArePublishedOrRefused() {
        post(300, LONG);
    }

    private void refuse(int bodies, Duration length) {
        List<Attack> attacks = new ArrayList<>(BodyAttacks.withoutToken(bodies, length));
        attacks.add(BodyAttacks.toNowhere(bodies, length));
        Trial trial = Trial.of(platform, attacks, Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }

    private void post(int clients, Duration length) {
        Trial trial = Trial.of(
                platform,
                List.of(BodyAttacks.largePosts(clients, false, length), BodyAttacks.largePosts(clients, true, length)),
                List.of("blog-service"));
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(POSTED);
    }
}
