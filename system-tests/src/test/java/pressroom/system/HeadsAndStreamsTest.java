package pressroom.system;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.Attack;
import pressroom.chaos.doors.HeadAttacks;
import pressroom.chaos.doors.StreamAttacks;

/** Row 41: what is not a body: heads, connections and event streams, up to and beyond their limits. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class HeadsAndStreamsTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(15);
    /** A head that is well read is answered, with what was asked for as well. */
    private static final Integer[] ANSWERED = {200, 400, 404, 408, 413, 414, 429, 431, 503};

    private final Platform platform;

    HeadsAndStreamsTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void headsThatAreTooLargeAreRefused() {
        Trial trial = Trial.of(platform, HeadAttacks.oversized(Duration.ofMillis(500)), Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(ANSWERED);
    }

    @Test
    void headsThatAreOnlyHalfSentHoldUpNobody() {
        endure(Platform.SERVICES, HeadAttacks.halfSent(2_500, SHORT), HeadAttacks.silentFromMany(2_000, SHORT));
    }

    @Test
    @Tag("faults")
    void thousandsOfHeadsAndConnectionsHoldUpNobody() {
        endure(
                Platform.SERVICES,
                HeadAttacks.halfSent(5_000, LONG),
                HeadAttacks.silent(5_000, LONG),
                HeadAttacks.silentFromMany(5_000, LONG));
    }

    @Test
    void requestsWhoseAnswersAreNotReadHoldUpNobody() {
        endure(Platform.SERVICES, HeadAttacks.pipelined(20, SHORT));
    }

    @Test
    void eventStreamsOfOneAddressHoldUpNobody() {
        endure(List.of("blog-service"), StreamAttacks.flow(2_000, 1, SHORT));
    }

    @Test
    @Tag("faults")
    void thousandsOfEventStreamsHoldUpNobody() {
        String post = platform.publish("streamed", "Streamed", "Written in a hurry.");
        endure(
                List.of("blog-service"),
                StreamAttacks.flow(3_000, 1, LONG),
                StreamAttacks.flow(3_000, 100, LONG),
                StreamAttacks.progress(post, 3_000, 1, LONG),
                StreamAttacks.progress(post, 3_000, 100, LONG));
    }

    private void endure(List<String> services, Attack... attacks) {
        Trial trial = Trial.of(platform, List.of(attacks), services);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(ANSWERED);
    }
}
