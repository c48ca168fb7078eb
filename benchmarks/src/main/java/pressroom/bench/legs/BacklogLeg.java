package pressroom.bench.legs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import pressroom.bench.lab.GroupProgress;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.TopicEnds;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;
import pressroom.bench.load.Publisher;

/**
 * How a consumer that was away catches up while posts keep coming at 30 % of what the platform can take: how fast, against the
 * same consumer with nothing else to do, and whether the authors notice.
 */
public final class BacklogLeg implements Leg {
    private static final double SHARE_OF_CAPACITY = 0.3;
    private static final int PARTITIONS = 6;
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

    /** Once, however many repeats were asked for: it takes as long as the consumer is away. */
    @Override
    public Result run(int repeats) throws Exception {
        List<CatchUp> all = new ArrayList<>();
        for (String away : List.of("counter-consumer", "search-indexer")) {
            all.add(catchUp(away));
        }
        return new CatchUps(all);
    }

    private CatchUp catchUp(String away) throws Exception {
        lab.freshTopic(PARTITIONS);
        lab.forget(away);
        String other = isCounter(away) ? IndexerDrain.GROUP : CounterDrain.GROUP;
        try (TopicEnds ends = new TopicEnds(lab.kafka(), Lab.TOPIC, PARTITIONS);
                GroupProgress progress = new GroupProgress(lab.kafka(), away)) {
            double rate;
            long behind;
            double perSecond;
            Histogram before;
            Histogram during;
            try (Service blogs = Service.start(lab, "blog-service", PublishLeg.NO_AUTHOR_WAITS)
                            .ready();
                    Service beside = Service.start(lab, other, Map.of()).ready();
                    Service leaving = Service.start(lab, away, Map.of()).ready()) {
                rate = SHARE_OF_CAPACITY * Capacity.of(lab, blogs, posts, bearers, Math.min(120, seconds));
                try (Publisher clients = new Publisher(blogs.url(), posts, Integer.MAX_VALUE, bearers)) {
                    clients.start(Capacity.CLIENTS, rate);
                    Thread.sleep(seconds * 100L);
                    before = clients.newLatencies();
                    leaving.close();
                    Thread.sleep(seconds * 1000L);
                    clients.newLatencies();
                    behind = ends.done() - progress.done();
                    try (Service back = Service.start(lab, away, Map.of()).ready()) {
                        perSecond = awaitAtEnd(ends, progress);
                        during = clients.newLatencies();
                        clients.close();
                        Quiet.await(lab);
                    }
                }
            }
            double blogs = lab.number("blog", "select count(*) from blogs");
            String problem = problem(away, blogs) + problem(other, blogs);
            double alone = alone(away, progress);
            return new CatchUp(
                    away, rate, behind, perSecond, alone, before, during, problem + problem(away, ends.done()));
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
            Thread.sleep(100);
        }
        return (progress.done() - done) * 1e9 / (System.nanoTime() - begin);
    }

    /** The whole topic once more, with an empty store and nothing else running. */
    private double alone(String away, GroupProgress progress) throws Exception {
        if (isCounter(away)) {
            CounterDrain.empty(lab, "counter");
        } else {
            lab.index().delete();
        }
        lab.forget(away);
        try (Service alone = Service.start(lab, away, Map.of()).ready();
                TopicEnds ends = new TopicEnds(lab.kafka(), Lab.TOPIC, PARTITIONS)) {
            double perSecond = awaitAtEnd(ends, progress);
            Quiet.await(lab);
            return perSecond;
        }
    }

    /** What is wrong with what a group has made of so many posts; empty when nothing is. */
    private String problem(String group, double posted) throws Exception {
        return isCounter(group)
                ? CounterDrain.problem(lab, "counter", posted)
                : IndexerDrain.problem(lab, (long) posted);
    }

    private static boolean isCounter(String group) {
        return group.equals(CounterDrain.GROUP);
    }

    /**
     * One consumer's.
     *
     * @param rate posts a second that came meanwhile
     * @param behind records that waited for it
     * @param perSecond what it did a second until it had caught up
     * @param alone what it does a second with nothing else to do
     * @param before from a post's intended start to its answer, in microseconds, while the consumer was up
     * @param during while it caught up
     * @param problem what was wrong with totals or index afterwards; empty when nothing was
     */
    private record CatchUp(
            String away,
            double rate,
            long behind,
            double perSecond,
            double alone,
            Histogram before,
            Histogram during,
            String problem) {}

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
                                    each.away,
                                    each.behind,
                                    each.rate,
                                    each.perSecond,
                                    each.alone,
                                    each.perSecond / each.alone,
                                    each.before.getValueAtPercentile(50) / 1000.0,
                                    each.before.getValueAtPercentile(99) / 1000.0,
                                    each.during.getValueAtPercentile(50) / 1000.0,
                                    each.during.getValueAtPercentile(99) / 1000.0,
                                    each.problem.isEmpty() ? "exact" : each.problem))
                    .collect(Collectors.joining());
        }

        @Override
        public String json() {
            return all.stream()
                    .map(each ->
                            "{\"leg\":\"backlog\",\"consumer\":\"%s\",\"events_per_s\":%.0f,\"ceiling_per_s\":%.0f,\"ratio\":%.3f,\"exact\":%s}"
                                    .formatted(
                                            each.away,
                                            each.perSecond,
                                            each.alone,
                                            each.perSecond / each.alone,
                                            each.problem.isEmpty()))
                    .collect(Collectors.joining(System.lineSeparator()));
        }
    }
}
