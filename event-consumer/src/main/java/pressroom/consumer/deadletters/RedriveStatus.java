package pressroom.consumer.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a redrive is, as this instance knows it.
 *
 * @param state none: there was no redrive since this instance was started
 * @param total letters that there were when it began
 * @param handled letters that the handler has taken, or that are of a type it need not know
 * @param stillPoison letters that cannot be read, that the handler refuses, or that it fails on while it handles others
 * @param failure while it runs: why the same letters are tried again; in the end: why it failed
 */
record RedriveStatus(
        State state,
        long total,
        long handled,
        long stillPoison,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String failure) {

    /** CANCELLED: letters may be left. FAILED: the dead letters could not be read. */
    enum State {
        none,
        running,
        done,
        cancelled,
        failed
    }

    static final RedriveStatus NONE = new RedriveStatus(State.none, 0, 0, 0, null, null, null);

    static RedriveStatus begun(Instant now) {
        return new RedriveStatus(State.running, 0, 0, 0, now, null, null);
    }

    RedriveStatus of(long letters) {
        return new RedriveStatus(state, letters, handled, stillPoison, startedAt, endedAt, failure);
    }

    RedriveStatus and(long nowHandled, long nowPoison) {
        return new RedriveStatus(state, total, handled + nowHandled, stillPoison + nowPoison, startedAt, endedAt, null);
    }

    RedriveStatus held(String obstacle) {
        return new RedriveStatus(state, total, handled, stillPoison, startedAt, endedAt, obstacle);
    }

    RedriveStatus ended(State end, Instant now, @Nullable String why) {
        return new RedriveStatus(end, total, handled, stillPoison, startedAt, now, why);
    }
}
