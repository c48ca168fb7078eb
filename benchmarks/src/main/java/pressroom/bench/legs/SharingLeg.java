package pressroom.bench.legs;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Results;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Table;
import pressroom.bench.load.Posts;
import pressroom.bench.load.TopicLoad;

/** How two instances of a consumer share its work, and that the result stays exact. */
public final class SharingLeg implements Leg {
    private static final String ONE = "one instance";
    private static final String TWO = "two instances";

    private final Lab lab;
    private final Posts posts;
    private final int counted;
    private final int indexed;

    /** With so many events for each consumer. */
    public SharingLeg(Lab lab, int bytes, int authors, int counted, int indexed) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.counted = counted;
        this.indexed = indexed;
    }

    @Override
    public Result run(int repeats) throws Exception {
        return new Results(List.of(counter(repeats), indexer(repeats)));
    }

    private Table counter(int repeats) throws Exception {
        CounterDrain.makeTables(lab);
        return shared("sharing: the counter", CounterDrain.GROUP, counted, repeats, this::count);
    }

    private Contender count(String name, Supplier<Service> start) {
        return new CounterDrain(lab, name, "counter", counted, () -> CounterDrain.empty(lab, "counter"), start);
    }

    private Table indexer(int repeats) throws Exception {
        return shared("sharing: the indexer", IndexerDrain.GROUP, indexed, repeats, this::index);
    }

    private Contender index(String name, Supplier<Service> start) {
        return new IndexerDrain(lab, name, indexed, () -> lab.index().delete(), start);
    }

    private Table shared(String leg, String service, int events, int repeats, NewDrain drain) throws Exception {
        lab.freshTopic(6);
        TopicLoad.write(lab.kafka(), Lab.TOPIC, posts, events);
        Table table = new Table(leg, TWO, ONE);
        return table.interleaved(
                List.of(
                        drain.as(ONE, () -> Service.start(lab, service, Map.of())),
                        new Pair(service, events, drain, table)),
                repeats);
    }

    /** Makes a contender of a name and a way to start it. */
    @FunctionalInterface
    private interface NewDrain {
        Contender as(String name, Supplier<Service> start);
    }

    private final class Pair implements Contender {
        private final String service;
        private final int events;
        private final Table table;
        private final Contender drain;
        private @Nullable Service second;

        Pair(String service, int events, NewDrain drain, Table table) {
            this.service = service;
            this.events = events;
            this.table = table;
            this.drain = drain.as(TWO, this::startBoth);
        }

        private Service startBoth() {
            second = Service.second(lab, service, Map.of());
            return Service.start(lab, service, Map.of());
        }

        @Override
        public String name() {
            return TWO;
        }

        @Override
        public Round run() throws Exception {
            try {
                Round round = drain.run();
                long handled = second == null ? 0 : second.handled();
                table.note("%s: the second instance has handled %,d of %,d".formatted(service, handled, events));
                return round;
            } finally {
                if (second != null) {
                    second.close();
                }
            }
        }
    }
}
