package pressroom.bench.lab;

/** What a leg has shown. */
public interface Result {
    /** For a person: a table. */
    String text();

    /** For a program: one line. */
    String json();

    /** Whether all of ours has had its effect exactly once; a number that was reached otherwise is none. */
    default boolean isExact() {
        return true;
    }
}
