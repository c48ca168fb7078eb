package pressroom.blog.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BacklogTest {

    private final PressureSettings settings =
            new PressureSettings(1_000, Duration.ofMinutes(10), DataSize.ofMegabytes(1), 1, 1, Duration.ofMinutes(5));

    @Test
    void theTimeUntilThereIsRoomFollowsFromTheRelaysPace() {
        Backlog backlog = new Backlog(6_000, Duration.ofMinutes(1), 500, 0);

        assertThat(backlog.isTooMany(settings)).isTrue();
        assertThat(backlog.untilRoom(settings)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aBacklogThatIsTooOldMustBeSentAsAWhole() {
        Backlog backlog = new Backlog(500, Duration.ofMinutes(11), 100, 0);

        assertThat(backlog.isTooOld(settings)).isTrue();
        assertThat(backlog.untilRoom(settings)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aRelayThatSendsNothingPromisesNothing() {
        assertThat(new Backlog(6_000, Duration.ofMinutes(1), 0, 0).untilRoom(settings))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aRelayThatHasSentNothingForAMomentIsAwaitedForAnother() {
        assertThat(new Backlog(6_000, Duration.ofMillis(200), 0, 0).untilRoom(settings))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(new Backlog(6_000, Duration.ofSeconds(7), 0, 0).untilRoom(settings))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void roomComesSoonOnlyWhenTheRelayIsAboutToMakeIt() {
        assertThat(new Backlog(6_000, Duration.ofMinutes(1), 500, 0).hasRoomSoon(settings))
                .isTrue();
        assertThat(new Backlog(6_000, Duration.ofMinutes(1), 499, 0).hasRoomSoon(settings))
                .as("more than ten seconds")
                .isFalse();
        assertThat(new Backlog(1_001, Duration.ofMillis(200), 0, 0).hasRoomSoon(settings))
                .as("a relay that stands still")
                .isFalse();
        assertThat(new Backlog(1_001, Duration.ofMinutes(1), 500, 2_000_000).hasRoomSoon(settings))
                .as("a full disk")
                .isFalse();
    }

    @Test
    void nobodyIsSentAwayForLongerThanTheLimit() {
        assertThat(new Backlog(1_000_000, Duration.ofMinutes(1), 1, 0).untilRoom(settings))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aDatabaseAboveItsSizeTakesNoMore() {
        assertThat(new Backlog(0, Duration.ZERO, 0, 2_000_000).fillsItsDisk(settings))
                .isTrue();
        assertThat(new Backlog(0, Duration.ZERO, 0, 1_000_000).fillsItsDisk(settings))
                .isFalse();
    }
}
