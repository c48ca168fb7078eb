package pressroom.blog.outbox;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process's relay did last. */
@Component
class RelayState {

    private volatile String role = "starting";
    private volatile @Nullable String failure;

    void ran(Relay.Round round) {
        role = switch (round) {
            case STANDBY -> "standby";
            case SUSPENDED -> "suspended";
            default -> "active";
        };
        failure = null;
    }

    void failed(Throwable e) {
        failure = e.toString();
    }

    /** {@code starting}, {@code active}, {@code standby} or {@code suspended}. */
    String role() {
        return role;
    }

    /** Why the last round failed; null when it did not. */
    @Nullable
    String failure() {
        return failure;
    }
}
