package pressroom.consumer.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pressroom.consumer.deadletters.RedriveStatus.State;

/** How far one redrive is. Its thread writes it, others read it. */
final class RedriveProgress {

    private volatile RedriveStatus status;

    RedriveProgress(Instant now) {
        status = RedriveStatus.begun(now);
    }

    RedriveStatus status() {
        return status;
    }

    void total(long letters) {
        status = status.of(letters);
    }

    void add(long handled, long poison) {
        status = status.and(handled, poison);
    }

    void held(String obstacle) {
        status = status.held(obstacle);
    }

    RedriveStatus end(State end, Instant now, @Nullable String why) {
        RedriveStatus last = status.ended(end, now, why);
        status = last;
        return last;
    }
}
