package pressroom.bench.legs;

import java.util.function.Supplier;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.RelayedTopic;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.bench.lab.TopicEnds;
import pressroom.stack.Server;

/** A program that sends the rows of a full outbox to the topic. */
final class RelayDrain implements Contender {
    static final int PARTITIONS = 6;

    private final Lab lab;
    private final String name;
    private final String database;
    private final int events;
    private final boolean all;
    private final Preparation before;
    private final Supplier<Service> start;
    private double warmUp = Stopwatch.USUAL_WARM_UP;

    /**
     * Timed until so many events are on the topic.
     *
     * @param database where the outbox is
     * @param all whether there are no more events than these
     */
    RelayDrain(
            Lab lab,
            String name,
            String database,
            int events,
            boolean all,
            Preparation before,
            Supplier<Service> start) {
        this.lab = lab;
        this.name = name;
        this.database = database;
        this.events = events;
        this.all = all;
        this.before = before;
        this.start = start;
    }

    /** Is warmed up for {@link Stopwatch#LONG_WARM_UP}. */
    RelayDrain warmedUpLong() {
        warmUp = Stopwatch.LONG_WARM_UP;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Round run() throws Exception {
        lab.freshTopic(PARTITIONS);
        before.run();
        Round round;
        try (Service service = start.get();
                TopicEnds ends = new TopicEnds(lab.kafka(), Lab.TOPIC, PARTITIONS)) {
            round = new Stopwatch(lab, database)
                    .withServices()
                    .with(Server.POSTGRES)
                    .with(Server.KAFKA)
                    .after(warmUp)
                    .time(events, ends);
        }
        return round.withProblem(problem(lab, all ? events : -1));
    }

    /** What is wrong with the topic, if it should hold so many events, or any number for -1; empty when nothing is. */
    static String problem(Lab lab, int expected) {
        return RelayedTopic.problem(lab.kafka(), Lab.TOPIC, PARTITIONS, "ce_subject", expected);
    }
}
