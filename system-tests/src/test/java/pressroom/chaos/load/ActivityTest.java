package pressroom.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** That a pause waits for every act that has begun, and that none begins in it. */
class ActivityTest {

    private static final Duration BRIEFLY = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Activity activity = new Activity();

    @Test
    void aPauseIsNotReachedWhileAnActIsUnfinished() {
        assertThat(activity.begin()).isEqualTo(Activity.Level.EVERYTHING);

        assertThat(activity.pause(BRIEFLY)).isFalse();

        CompletableFuture<Boolean> paused = CompletableFuture.supplyAsync(() -> activity.pause(LONG));
        activity.end();
        assertThat(paused.join()).isTrue();
    }

    @Test
    void nothingBeginsInAPauseUntilItIsAllowedAgain() {
        assertThat(activity.pause(BRIEFLY)).isTrue();
        assertThat(activity.begin()).isEqualTo(Activity.Level.NOTHING);
        activity.end();

        activity.allow(Activity.Level.NEW_POSTS);

        assertThat(activity.begin()).isEqualTo(Activity.Level.NEW_POSTS);
    }
}
