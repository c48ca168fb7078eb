package pressroom.chaos.check;

/** What is promised, in a form that can be violated. */
public enum Invariant {
    /** Every acknowledged post is in its table, on the topic, counted, and found by its word. */
    C1("nothing lost"),
    /** Totals equal live rows, one document per word, one row per key, and no more re-sends than faults explain. */
    C2("nothing doubled"),
    /** What is on the topic, counted or indexed was committed; nothing comes from a refused post. */
    C3("no phantom"),
    /** Each document is its row in the latest version. */
    C4("latest content"),
    /** The first occurrences of a blog's versions only rise. */
    C5("order"),
    /** The relay is at the end, no group lags, everything runs, and a new post goes through at once. */
    C6("drained"),
    /** What is quarantined was injected, and the other way round; its bytes are unchanged. */
    C7("dead letters explained"),
    /** A total never exceeds the committed posts, and never falls without an unpublishing. */
    C8("watched totals"),
    /** Bad input is refused, overload has a Retry-After, no body tells of the inside, and no request ends a service. */
    C9("safe answers"),
    /** Nothing is told to be done, drained, ready or clean that is not. */
    C10("nothing told falsely");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    /** Its name for a person. */
    public String words() {
        return words;
    }
}
