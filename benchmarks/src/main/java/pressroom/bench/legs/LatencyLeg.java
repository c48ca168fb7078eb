package pressroom.bench.legs;

import java.util.Map;
import org.HdrHistogram.Histogram;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Latencies;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Service;
import pressroom.bench.load.Arrivals;
import pressroom.bench.load.BareWay;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;
import pressroom.bench.load.Publisher;

/**
 * How long a post needs to be counted and to be found while posts come at 30 % of what the platform can take, against a record
 * that is produced, consumed and committed with nothing around it.
 */
public final class LatencyLeg implements Leg {
    private static final String BARE = "bare: produce, consume, commit";
    private static final String COUNTED = "publish to counted";
    private static final double SHARE_OF_CAPACITY = 0.3;

    private final Lab lab;
    private final Posts posts;
    private final Bearers bearers;
    private final int seconds;

    /** With posts of so many bytes, for so many seconds a round. */
    public LatencyLeg(Lab lab, int bytes, int authors, int seconds) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.bearers = new Bearers(lab);
        this.seconds = seconds;
    }

    @Override
    public Result run(int repeats) throws Exception {
        Latencies latencies = new Latencies("latency", BARE);
        try (Service blogs = Service.start(lab, "blog-service", PublishLeg.NO_AUTHOR_WAITS)
                        .ready();
                Service counter =
                        Service.start(lab, "counter-consumer", Map.of()).ready();
                Service indexer = Service.start(lab, "search-indexer", Map.of()).ready()) {
            double rate = SHARE_OF_CAPACITY * Capacity.of(blogs, posts, bearers, 2 * seconds);
            latencies.rate(rate);
            int first = 0;
            for (int i = 0; i < repeats; i++) {
                int number = (int) (rate * seconds);
                first = ours(blogs, rate, first, number, latencies);
                latencies.add(BARE, BareWay.run(lab, posts, rate, number), "");
            }
        }
        return latencies;
    }

    private int ours(Service blogs, double rate, int first, int number, Latencies latencies) throws Exception {
        try (Arrivals arrivals = Arrivals.watch(lab);
                Publisher clients = new Publisher(blogs.url(), posts, number, bearers)
                        .withKeys("round-" + first)
                        .withProbes(arrivals)
                        .withTokens()) {
            arrivals.awaitQuiet();
            clients.start(Capacity.CLIENTS, rate);
            arrivals.awaitAll(clients, number);
            Histogram answered = clients.latencies();
            latencies.add("publish to 201", answered, "");
            latencies.add(COUNTED, arrivals.counted(), arrivals.problem());
            latencies.add("publish to searchable", arrivals.searchable(), arrivals.problem());
        }
        return first + number;
    }
}
