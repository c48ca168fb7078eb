package pressroom.chaos.faults;

import java.util.Set;

/**
 * Something that breaks.
 *
 * @param name for a person
 * @param rows of the catalogue that it covers
 * @param resends how many relays it may cause to send their last batch again
 * @param strike breaks it, lets that last, and mends it
 */
public record Fault(String name, Set<Integer> rows, int resends, Strike strike) {

    static Fault of(String name, Set<Integer> rows, Strike strike) {
        return new Fault(name, rows, 0, strike);
    }

    Fault resending(int batches) {
        return new Fault(name, rows, batches, strike);
    }

    /** The act itself. */
    @FunctionalInterface
    public interface Strike {
        /**
         * @throws FaultDidNotHappen when it met nothing to break; it is struck again
         * @throws Exception when the fault could not be injected, which ends the run: it would prove nothing
         */
        void on(Scene scene) throws Exception;
    }
}
