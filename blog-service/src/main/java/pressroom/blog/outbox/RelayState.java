package pressroom.blog.outbox;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process's relay did last. */
@Component
class RelayState {

    private volatile String role = "starting";
    private volatile @Nullable String failure;

    void ran(Relay.Round round) {
        role = round == Relay.Round.STANDBY ? "standby" : "active";
        failure = null;
    }

    void failed(Throwable e) {
        failure = e.toString();
    }

    /** {@code starting}, {@code active} or {@code standby}. */
    String role() {
        return role;
    }

    /** Why the last round failed; null when it did not. */
    @Nullable
    String failure() {
        return failure;
    }
}
