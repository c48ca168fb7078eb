package pressroom.cli.importing;

/** What one request for publication came to. */
public sealed interface Answer {

    /** @param replayed true when the post had been published by an earlier request with the same key */
    record Published(String id, boolean replayed) implements Answer {}

    /** Refused for what it is; sending it again would change nothing. */
    record Refused(int status, String reason) implements Answer {}

    /** Nothing is known to be wrong with the post. */
    record TryAgain(String reason) implements Answer {}
}
