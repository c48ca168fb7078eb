package pressroom.bench.legs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.GroupProgress;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.TopicEnds;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;
import pressroom.bench.load.Publisher;

/**
 * How consumers that were away catch up while posts keep coming at 30 % of what the platform can take: how fast, against the
 * same consumer with nothing else to do, and whether the authors notice.
 */
public final class BacklogLeg implements Leg {
    private static final double SHARE_OF_CAPACITY = 0.3;
    private static final int PARTITIONS = 6;
    private static final long LOOK_MILLIS = 100;
    private static final long PATIENCE_NANOS = 1_800_000_000_000L;

    private final Lab lab;
    private final Posts posts;
    private final Bearers bearers;
    private final int seconds;

    /** Away for so long. */
    public BacklogLeg(Lab lab, int bytes, int authors, int seconds) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.bearers = new Bearers(lab);
        this.seconds = seconds;
    }

    /**
     * Once, however many repeats were asked for: it takes as long as the consumers are away. Both leave at once.
     * search-indexer, which needs the longer, comes back first; counter-consumer comes back to a platform that is whole again,
     * and has been away for as much longer.
     */
    @Override
    public Result run(int repeats) throws Exception {
        lab.freshTopic(PARTITIONS);
        List<CaughtUp> caughtUp = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (TopicEnds ends = new TopicEnds(lab.kafka(), Lab.TOPIC, PARTITIONS);
                Consumer indexer = new Consumer(IndexerDrain.GROUP);
                Consumer counter = new Consumer(CounterDrain.GROUP)) {
            List<Consumer> consumers = List.of(indexer, counter);
            try (Service blogs = Service.start(lab, "blog-service", PublishLeg.NO_AUTHOR_WAITS)
                    .ready()) {
                for (Consumer each : consumers) {
                    each.comes();
                }
                double rate = SHARE_OF_CAPACITY * Capacity.of(lab, blogs, posts, bearers, Math.min(120, seconds));
                try (Publisher clients = new Publisher(blogs.url(), posts, Integer.MAX_VALUE, bearers)) {
                    clients.start(Capacity.CLIENTS, rate);
                    Thread.sleep(seconds * 100L);
                    Histogram before = clients.newLatencies();
                    consumers.forEach(Consumer::leaves);
                    Thread.sleep(seconds * 1000L);
                    for (Consumer each : consumers) {
                        caughtUp.add(each.catchesUp(rate, before, ends, clients));
                    }
                }
                Quiet.await(lab);
            }
            double posted = lab.number("blog", "select count(*) from blogs");
            for (Consumer each : consumers) {
                each.leaves();
                problems.add(each.problem(posted));
            }
            List<CatchUp> all = new ArrayList<>();
            for (int i = 0; i < consumers.size(); i++) {
                double alone = consumers.get(i).alone(ends);
                all.add(new CatchUp(
                        caughtUp.get(i),
                        alone,
                        problems.get(i) + consumers.get(i).problem(posted)));
            }
            return new CatchUps(all);
        }
    }

    /** A consumer that comes and leaves. */
    private final class Consumer implements AutoCloseable {
        private final String name;
        private final GroupProgress progress;
        private @Nullable Service service;

        Consumer(String name) throws Exception {
            this.name = name;
            lab.forget(name);
            this.progress = new GroupProgress(lab.kafka(), name);
        }

        void comes() {
            service = Service.start(lab, name, Map.of()).ready();
        }

        void leaves() {
            if (service != null) {
                service.close();
                service = null;
            }
        }

        CaughtUp catchesUp(double rate, Histogram before, TopicEnds ends, Publisher clients) throws Exception {
            clients.newLatencies();
            long behind = ends.done() - progress.done();
            comes();
            double perSecond = awaitAtEnd(ends, progress);
            return new CaughtUp(name, rate, behind, perSecond, before, clients.newLatencies());
        }

        /** The whole topic once more, with an empty store and nothing else running: how many a second. */
        double alone(TopicEnds ends) throws Exception {
            if (isCounter()) {
                CounterDrain.empty(lab, "counter");
            } else {
                lab.index().delete();
            }
            lab.forget(name);
            comes();
            double perSecond = awaitAtEnd(ends, progress);
            while (progress.done() < ends.done()) {
                Thread.sleep(LOOK_MILLIS);
            }
            leaves();
            return perSecond;
        }

        /** What is wrong with what it has made of so many posts; empty when nothing is. */
        String problem(double posted) throws Exception {
            return isCounter()
                    ? CounterDrain.problem(lab, "counter", posted)
                    : IndexerDrain.problem(lab, (long) posted);
        }

        private boolean isCounter() {
            return name.equals(CounterDrain.GROUP);
        }

        @Override
        public void close() throws Exception {
            leaves();
            progress.close();
        }
    }

    /** How many a second were done until there was nothing left to do. */
    private static double awaitAtEnd(TopicEnds ends, GroupProgress progress) throws Exception {
        long begin = System.nanoTime();
        long done = progress.done();
        while (progress.done() < ends.done() - ends.done() / 1000) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        "it does not catch up: %d of %d".formatted(progress.done(), ends.done()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return (progress.done() - done) * 1e9 / (System.nanoTime() - begin);
    }

    /**
     * What one consumer did while posts came.
     *
     * @param rate posts a second that came meanwhile
     * @param behind records that waited for it
     * @param perSecond what it did a second until it had caught up
     * @param before from a post's intended start to its answer, in microseconds, while both consumers were up
     * @param during while it caught up
     */
    private record CaughtUp(
            String name, double rate, long behind, double perSecond, Histogram before, Histogram during) {}

    /**
     * One consumer's.
     *
     * @param alone what it does a second with nothing else to do
     * @param problem what was wrong with totals or index after either; empty when nothing was
     */
    private record CatchUp(CaughtUp beside, double alone, String problem) {
        double ratio() {
            return beside.perSecond / alone;
        }
    }

    private record CatchUps(List<CatchUp> all) implements Result {
        @Override
        public boolean isExact() {
            return all.stream().allMatch(each -> each.problem.isEmpty());
        }

        @Override
        public String text() {
            return all.stream()
                    .map(each -> """

                            backlog of %s: %,d records, %,.0f posts a second meanwhile
                            caught up at %,.0f/s, alone %,.0f/s, ratio %.2f
                            publish to 201 in ms: p50 %.1f, p99 %.1f before; p50 %.1f, p99 %.1f while it caught up
                            %s
                            """.formatted(
                                    each.beside.name,
                                    each.beside.behind,
                                    each.beside.rate,
                                    each.beside.perSecond,
                                    each.alone,
                                    each.ratio(),
                                    each.beside.before.getValueAtPercentile(50) / 1000.0,
                                    each.beside.before.getValueAtPercentile(99) / 1000.0,
                                    each.beside.during.getValueAtPercentile(50) / 1000.0,
                                    each.beside.during.getValueAtPercentile(99) / 1000.0,
                                    each.problem.isEmpty() ? "exact" : each.problem))
                    .collect(Collectors.joining());
        }

        @Override
        public String json() {
            return all.stream()
                    .map(each ->
                            "{\"leg\":\"backlog\",\"consumer\":\"%s\",\"events_per_s\":%.0f,\"ceiling_per_s\":%.0f,\"ratio\":%.3f,\"exact\":%s}"
                                    .formatted(
                                            each.beside.name,
                                            each.beside.perSecond,
                                            each.alone,
                                            each.ratio(),
                                            each.problem.isEmpty()))
                    .collect(Collectors.joining(System.lineSeparator()));
        }
    }
}
