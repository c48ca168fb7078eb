package pressroom.bench.legs;

import java.util.function.Supplier;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.GroupProgress;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.stack.Server;

/** A program that indexes the events of a full topic. */
final class IndexerDrain implements Contender {
    static final String GROUP = "search-indexer";

    private final Lab lab;
    private final String name;
    private final int events;
    private final Preparation before;
    private final Supplier<Service> start;
    private double warmUp = Stopwatch.USUAL_WARM_UP;

    /** Timed until so many events are done, which may be fewer than there are. */
    IndexerDrain(Lab lab, String name, int events, Preparation before, Supplier<Service> start) {
        this.lab = lab;
        this.name = name;
        this.events = events;
        this.before = before;
        this.start = start;
    }

    /** Is warmed up for {@link Stopwatch#LONG_WARM_UP}. */
    IndexerDrain warmedUpLong() {
        warmUp = Stopwatch.LONG_WARM_UP;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Round run() throws Exception {
        before.run();
        lab.forget(GROUP);
        long had = lab.index().exists() ? lab.index().count() : 0;
        try (GroupProgress progress = new GroupProgress(lab.kafka(), GROUP)) {
            Round round;
            try (Service service = start.get()) {
                round = new Stopwatch(lab, "")
                        .withServices()
                        .with(Server.ELASTICSEARCH)
                        .with(Server.KAFKA)
                        .after(warmUp)
                        .time(events, progress);
            }
            return round.withProblem(problem(lab, had + progress.done()));
        }
    }

    /** What is wrong with the index, if it should hold so many documents; empty when nothing is. */
    static String problem(Lab lab, long expected) throws Exception {
        long found = lab.index().count();
        return found == expected ? "" : "%d documents of %d".formatted(found, expected);
    }
}
