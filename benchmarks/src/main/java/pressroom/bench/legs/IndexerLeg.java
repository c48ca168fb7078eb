package pressroom.bench.legs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Index;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.bench.lab.Table;
import pressroom.bench.load.IndexedBulks;
import pressroom.bench.load.Posts;
import pressroom.bench.load.TopicLoad;
import pressroom.stack.Server;

/** How fast search-indexer drains a full topic, against bulks of the same documents that were made before. */
public final class IndexerLeg implements Leg {
    private static final String SERVICE = "search-indexer";
    /** As the service's own: pressroom.bulk.documents, and in-flight for each of two threads. */
    private static final int DOCUMENTS = 250;

    private static final int IN_FLIGHT = 4;

    /** Whoever indexes one at a time still commits his offsets by the poll, of 1,000: some polls must be left to be timed. */
    private static final int FEWEST = 5_000;

    private static final String CEILING = "ceiling: bulks made before";

    private final Lab lab;
    private final Posts posts;
    private final int events;
    private String description = "";
    private List<byte[]> bulks = List.of();

    /** With so many events of posts of so many bytes. */
    public IndexerLeg(Lab lab, int bytes, int authors, int events) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.events = events;
    }

    @Override
    public Table run(int repeats) throws Exception {
        lab.freshTopic(6);
        TopicLoad.write(lab.kafka(), Lab.TOPIC, posts, events);
        Contender ours = drain(SERVICE, events, () -> Service.start(lab, SERVICE, Map.of()));
        // Elasticsearch gets warm by it, and its documents are the ceiling's.
        ours.run();
        description = lab.index().description();
        bulks = IndexedBulks.read(lab.index(), DOCUMENTS);
        return new Table("indexer", SERVICE, CEILING)
                .interleaved(
                        List.of(
                                ours,
                                new Ceiling(),
                                drain("BulkIngester", events / 2, () -> rival("indexer-bulk")),
                                drain(
                                        "record-at-a-time",
                                        Math.max(FEWEST, events / 45),
                                        () -> rival("indexer-record"))),
                        repeats);
    }

    private Contender drain(String name, int number, Supplier<Service> start) {
        return new IndexerDrain(lab, name, number, () -> lab.index().delete(), start).warmedUpLong();
    }

    private Service rival(String name) {
        return Service.rival(lab, SERVICE, name, Map.of());
    }

    private final class Ceiling implements Contender {
        @Override
        public String name() {
            return CEILING;
        }

        @Override
        public Round run() throws Exception {
            Index index = lab.index();
            index.create(description);
            AtomicLong done = new AtomicLong();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Stopwatch stopwatch = new Stopwatch(lab, "")
                    .after(Stopwatch.LONG_WARM_UP)
                    .with("loop", ProcessHandle.current().pid())
                    .with(Server.ELASTICSEARCH);
            Thread sender = new Thread(() -> sendAll(index, done, failure));
            sender.start();
            Round round = stopwatch.time(events, () -> {
                if (failure.get() != null) {
                    throw new IllegalStateException(failure.get());
                }
                return done.get();
            });
            sender.join();
            return round.withProblem(IndexerDrain.problem(lab, events));
        }

        private void sendAll(Index index, AtomicLong done, AtomicReference<@Nullable Throwable> failure) {
            Semaphore free = new Semaphore(IN_FLIGHT);
            List<CompletableFuture<?>> all = new ArrayList<>();
            int left = events;
            for (byte[] bulk : bulks) {
                int documents = Math.min(DOCUMENTS, left);
                left -= documents;
                free.acquireUninterruptibly();
                all.add(index.bulk(bulk).whenComplete((answer, thrown) -> {
                    free.release();
                    if (thrown != null || answer.contains("\"errors\":true")) {
                        failure.set(thrown == null ? new IllegalStateException(answer) : thrown);
                    }
                    done.addAndGet(documents);
                }));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        }
    }
}
