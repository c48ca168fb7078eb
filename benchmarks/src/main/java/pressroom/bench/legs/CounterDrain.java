package pressroom.bench.legs;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.GroupProgress;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.stack.Server;

/** A program that counts the events of a full topic. */
final class CounterDrain implements Contender {
    static final String GROUP = "counter-consumer";

    private final Lab lab;
    private final String name;
    private final String database;
    private final int events;
    private final Preparation before;
    private final Supplier<Service> start;
    private double warmUp = Stopwatch.USUAL_WARM_UP;

    /**
     * Timed until so many events are done, which may be fewer than there are.
     *
     * @param database where it counts
     */
    CounterDrain(Lab lab, String name, String database, int events, Preparation before, Supplier<Service> start) {
        this.lab = lab;
        this.name = name;
        this.database = database;
        this.events = events;
        this.before = before;
        this.start = start;
    }

    /** Lets the service make its tables; it is ready only where there is a topic. */
    static void makeTables(Lab lab) throws Exception {
        lab.freshTopic(6);
        try (Service schema = Service.start(lab, GROUP, Map.of())) {
            schema.ready();
        }
    }

    /** Empties ledger and totals. */
    static void empty(Lab lab, String database) throws SQLException {
        lab.execute(database, "truncate ledger, users", "vacuum ledger, users", "checkpoint");
    }

    /** Is warmed up for {@link Stopwatch#LONG_WARM_UP}. */
    CounterDrain warmedUpLong() {
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
        double had = total(lab, database);
        try (GroupProgress progress = new GroupProgress(lab.kafka(), GROUP)) {
            Round round;
            try (Service service = start.get()) {
                round = new Stopwatch(lab, database)
                        .withServices()
                        .with(Server.POSTGRES)
                        .with(Server.KAFKA)
                        .after(warmUp)
                        .time(events, progress);
            }
            return round.withProblem(problem(lab, database, had + progress.done()));
        }
    }

    /** What is wrong with the totals, if they should add up to so many; empty when nothing is. */
    static String problem(Lab lab, String database, double expected) throws SQLException {
        double total = total(lab, database);
        double wrong = lab.number(database, """
                select count(*) from users u full join
                  (select author_id, count(*) as live from ledger where live group by author_id) l on l.author_id = u.id
                where u.total_blogs is distinct from l.live
                """);
        return total == expected && wrong == 0
                ? ""
                : "%.0f counted of %.0f, %.0f authors are wrong".formatted(total, expected, wrong);
    }

    private static double total(Lab lab, String database) throws SQLException {
        return lab.number(database, "select coalesce(sum(total_blogs), 0) from users");
    }
}
