package pressroom.cli.importing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one request for publication came to. */
public sealed interface Answer {

    /** @param replayed true when the post had been published by an earlier request with the same key */
    record Published(String id, boolean replayed) implements Answer {}

    /** Refused for what it is; sending it again would change nothing. */
    record Refused(int status, String reason) implements Answer {}

    /**
     * Nothing is known to be wrong with the post.
     *
     * @param after the server's wish, null without one
     */
    record TryAgain(String reason, @Nullable Duration after) implements Answer {}
}
