package pressroom.chaos;

import java.io.PrintStream;
import java.time.Duration;
import pressroom.chaos.faults.Fault;

/** Tells a person what is happening, as it happens. */
final class Diary {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private int faults;

    Diary(PrintStream out) {
        this.out = out;
    }

    void say(String words) {
        Duration since = Duration.ofNanos(System.nanoTime() - start);
        out.printf("%02d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), words);
        out.flush();
    }

    void fault(Fault fault, long acknowledged) {
        faults++;
        say("fault %d, %d posts acknowledged: %s %s".formatted(faults, acknowledged, fault.name(), fault.rows()));
    }
}
