package pressroom.chaos.check;

/** Whose reports C10 holds against the stores. */
public enum ReportSource {
    /** What blog-service's progress tells of counter-consumer. */
    COUNTER("the counter's progress"),
    /** What blog-service's progress tells of search-indexer. */
    INDEXER("the indexer's progress"),
    /** What {@code GET /ops/outbox} tells of the relay. */
    OUTBOX("/ops/outbox");

    private final String words;

    ReportSource(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
