package pressroom.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import pressroom.chaos.faults.Fault;

/** Faults in an order that a seed decides: each of them once, in a new order each time around. */
final class Schedule {
    private static final int LONGEST_PAUSE_MILLIS = 4_000;

    private final List<Fault> faults;
    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();

    Schedule(List<Fault> faults, Random random) {
        this.faults = faults;
        this.random = random;
    }

    Fault next() {
        if (deck.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(faults);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        return deck.pop();
    }

    /** How long to let the system go between two faults: often not long enough to have recovered from the first. */
    long pauseMillis() {
        return random.nextInt(LONGEST_PAUSE_MILLIS);
    }
}
