package pressroom.bench.lab;

/** How many events are done so far. */
@FunctionalInterface
public interface Progress {
    /** Asked ten times a second while a round runs. */
    long done() throws Exception;
}
