package pressroom.bench.legs;

import java.util.Map;
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
            double rate = SHARE_OF_CAPACITY * Capacity.of(lab, blogs, posts, bearers, 2 * seconds);
            latencies.rate(rate);
            int number = (int) (rate * seconds);
            Latencies warmUp = new Latencies("warm-up", BARE);
            round(blogs, rate, number, warmUp);
            if (!warmUp.isExact()) {
                throw new IllegalStateException("the warm-up lost something:" + warmUp.text());
            }
            for (int i = 0; i < repeats; i++) {
                round(blogs, rate, number, latencies);
            }
        }
        return latencies;
    }

    /** At the rate that is measured, the JVMs run through other code than at full speed: a first round warms them for that. */
    private void round(Service blogs, double rate, int number, Latencies latencies) throws Exception {
        Quiet.await(lab);
        try (Arrivals arrivals = Arrivals.watch(lab);
                Publisher clients = new Publisher(blogs.url(), posts, number, bearers)
                        .withProbes(arrivals)
                        .withTokens()) {
            clients.start(Capacity.CLIENTS, rate);
            arrivals.awaitAll(clients, number);
            latencies.add("publish to 201", clients.latencies(), "");
            latencies.add("publish to counted", arrivals.counted(), arrivals.problem());
            latencies.add("publish to searchable", arrivals.searchable(), arrivals.problem());
        }
        latencies.add(BARE, BareWay.run(lab, posts, rate, number), "");
    }
}
