package pressroom.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import pressroom.chaos.faults.FaultDidNotHappen;

/** Strikes with faults, and counts those only that have happened. */
final class Strikes {
    private static final int MOST_TRIES = 3;

    private final Map<String, Integer> struck = new TreeMap<>();
    private final Consumer<String> diary;

    Strikes(Consumer<String> diary) {
        this.diary = diary;
    }

    /** One try. */
    @FunctionalInterface
    interface Try {
        /** @throws FaultDidNotHappen when it may be tried again */
        void strike() throws Exception;
    }

    /**
     * Strikes, up to three times if the fault does not happen.
     *
     * @throws IllegalStateException if it has not happened then: the run would count what it has not tried
     */
    void strike(String fault, Try once) throws Exception {
        for (int i = 1; ; i++) {
            try {
                once.strike();
                struck.merge(fault, 1, Integer::sum);
                return;
            } catch (FaultDidNotHappen none) {
                diary.accept("\"%s\" did not happen: %s".formatted(fault, none.getMessage()));
                if (i == MOST_TRIES) {
                    throw new IllegalStateException(
                            "\"%s\" did not happen in %d tries: %s".formatted(fault, i, none.getMessage()), none);
                }
            }
        }
    }

    /** How often each fault has happened. */
    Map<String, Integer> struck() {
        return struck;
    }
}
