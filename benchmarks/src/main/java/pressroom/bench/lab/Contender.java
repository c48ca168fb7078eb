package pressroom.bench.lab;

/** Somebody who does the same work in his own way. */
public interface Contender {
    /** What he is called in the table. */
    String name();

    /** Does all of it once, from a fresh start. */
    Round run() throws Exception;
}
