package pressroom.bench.legs;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.ProductionSource;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.bench.lab.Table;
import pressroom.bench.load.Posts;
import pressroom.bench.load.TopicLoad;
import pressroom.events.BlogPublished;
import pressroom.stack.Server;

/** How fast counter-consumer drains a full topic, against its own SQL fed from arrays. */
public final class CounterLeg implements Leg {
    private static final int BATCH = 2_000;

    /** Whoever counts one at a time still commits his offsets by the poll, of 2,000: some polls must be left to be timed. */
    private static final int FEWEST = 10_000;

    private static final String SERVICE = "counter-consumer";
    private static final String DATABASE = "counter";

    private static final String CEILING = "ceiling: the same SQL";

    private final Lab lab;
    private final Posts posts;
    private final int events;

    /** With so many events of so many bytes. */
    public CounterLeg(Lab lab, int bytes, int authors, int events) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.events = events;
    }

    @Override
    public Table run(int repeats) throws Exception {
        CounterDrain.makeTables(lab);
        lab.freshTopic(6);
        TopicLoad.write(lab.kafka(), Lab.TOPIC, posts, events);
        return new Table("counter", SERVICE, CEILING)
                .interleaved(
                        List.of(
                                drain(SERVICE, events, () -> Service.start(lab, SERVICE, Map.of())),
                                new Ceiling(),
                                drain("batchUpdate", events / 4, () -> rival("counter-batch")),
                                drain(
                                        "record-at-a-time",
                                        Math.max(FEWEST, events / 60),
                                        () -> rival("counter-record"))),
                        repeats);
    }

    private Contender drain(String name, int number, Supplier<Service> start) {
        return new CounterDrain(lab, name, DATABASE, number, () -> CounterDrain.empty(lab, DATABASE), start)
                .warmedUpLong();
    }

    private Service rival(String name) {
        return Service.rival(lab, SERVICE, name, Map.of());
    }

    /** One connection, the same statement, arrays that were made before. */
    private final class Ceiling implements Contender {
        private final String sql;

        Ceiling() throws IOException {
            this.sql = ProductionSource.sql(
                    "counter-consumer/src/main/java/pressroom/counter/Ledger.java", "insert into ledger");
        }

        @Override
        public String name() {
            return CEILING;
        }

        @Override
        public Round run() throws Exception {
            CounterDrain.empty(lab, DATABASE);
            List<Batch> batches = batches();
            AtomicLong done = new AtomicLong();
            try (Connection connection = lab.connect(DATABASE);
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                Thread thread = new Thread(() -> enterAll(batches, statement, done));
                Stopwatch stopwatch = new Stopwatch(lab, DATABASE)
                        .after(Stopwatch.LONG_WARM_UP)
                        .with(Server.POSTGRES);
                thread.start();
                return stopwatch.time(events, done::get).withProblem(CounterDrain.problem(lab, DATABASE, events));
            }
        }

        private void enterAll(List<Batch> batches, PreparedStatement statement, AtomicLong done) {
            try {
                for (Batch batch : batches) {
                    statement.setObject(1, batch.ids);
                    statement.setObject(2, batch.authors);
                    statement.setObject(3, batch.versions);
                    statement.setObject(4, batch.lives);
                    statement.executeUpdate();
                    done.addAndGet(batch.ids.length);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<Batch> batches() {
            List<Batch> batches = new ArrayList<>();
            for (int from = 0; from < events; from += BATCH) {
                Batch batch = new Batch(Math.min(BATCH, events - from));
                for (int i = 0; i < batch.ids.length; i++) {
                    BlogPublished post = posts.get(from + i);
                    batch.ids[i] = post.blogId().toString();
                    batch.authors[i] = post.authorId();
                    batch.versions[i] = 1;
                    batch.lives[i] = true;
                }
                batches.add(batch);
            }
            return batches;
        }
    }

    private static final class Batch {
        final String[] ids;
        final String[] authors;
        final int[] versions;
        final boolean[] lives;

        Batch(int size) {
            ids = new String[size];
            authors = new String[size];
            versions = new int[size];
            lives = new boolean[size];
        }
    }
}
