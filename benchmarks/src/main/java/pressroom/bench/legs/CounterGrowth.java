package pressroom.bench.legs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Table;
import pressroom.bench.load.Posts;
import pressroom.bench.load.TopicLoad;

/** Whether counting costs more with a long history, many partitions, or few or many authors. */
final class CounterGrowth {
    private static final String SMALL = "counter";
    private static final String GROWN = "counter_grown";

    private final Lab lab;
    private final int bytes;
    private final int events;
    private final AtomicInteger used = new AtomicInteger();

    CounterGrowth(Lab lab, int bytes, int events) {
        this.lab = lab;
        this.bytes = bytes;
        this.events = events;
    }

    List<Result> run(int authors, int history, int repeats) throws Exception {
        CounterDrain.makeTables(lab);
        return List.of(ofHistory(authors, history, repeats), ofPartitions(authors, repeats), ofAuthors(repeats));
    }

    private Table ofHistory(int authors, int history, int repeats) throws Exception {
        CounterDrain.empty(lab, SMALL);
        lab.copyDatabase(SMALL, GROWN, "counter_consumer");
        // Older than all that comes, as ids that rise with time are.
        lab.execute(
                GROWN,
                """
                insert into ledger
                select uuidv7(interval '-20 years'), 'author-' || (random() * %d)::int, 1, true
                from generate_series(1, %d)
                """.formatted(authors, history),
                "insert into users select author_id, count(*) from ledger group by author_id",
                "vacuum analyze ledger, users",
                "checkpoint");
        Posts posts = new Posts(bytes, authors);
        String grown = "%,d ledger rows".formatted(history);
        return new Table("growth of the ledger", grown, "empty ledger")
                .interleaved(
                        List.of(
                                drain("empty ledger", SMALL, () -> {
                                    CounterDrain.empty(lab, SMALL);
                                    newTopic(6, posts);
                                }),
                                drain(grown, GROWN, () -> newTopic(6, posts))),
                        repeats);
    }

    private Table ofPartitions(int authors, int repeats) throws Exception {
        Posts posts = new Posts(bytes, authors);
        return new Table("growth of the topic", "48 partitions", "1 partition")
                .interleaved(List.of(emptied("1 partition", 1, posts), emptied("48 partitions", 48, posts)), repeats);
    }

    private Table ofAuthors(int repeats) throws Exception {
        return new Table("growth of the authors", "1,000,000 authors", "10 authors")
                .interleaved(
                        List.of(
                                emptied("10 authors", 6, new Posts(bytes, 10)),
                                emptied("1,000,000 authors", 6, new Posts(bytes, 1_000_000))),
                        repeats);
    }

    private Contender emptied(String name, int partitions, Posts posts) {
        return drain(name, SMALL, () -> {
            CounterDrain.empty(lab, SMALL);
            newTopic(partitions, posts);
        });
    }

    private Contender drain(String name, String database, Preparation before) {
        return new CounterDrain(
                lab,
                name,
                database,
                events,
                before,
                () -> Service.start(lab, CounterDrain.GROUP, Map.copyOf(lab.on(CounterDrain.GROUP, database))));
    }

    /** Posts that were never counted before. */
    private void newTopic(int partitions, Posts posts) throws Exception {
        lab.freshTopic(partitions);
        TopicLoad.write(lab.kafka(), Lab.TOPIC, posts.from(used.getAndAdd(events)), events);
    }
}
