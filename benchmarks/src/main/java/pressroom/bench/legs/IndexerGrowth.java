package pressroom.bench.legs;

import java.util.List;
import java.util.Map;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Table;
import pressroom.bench.load.Posts;
import pressroom.bench.load.TopicLoad;

/** Whether indexing costs more in an index that holds many documents. */
final class IndexerGrowth {
    private static final String KEPT = "bench-grown";

    private final Lab lab;
    private final Posts posts;
    private final int events;

    IndexerGrowth(Lab lab, Posts posts, int events) {
        this.lab = lab;
        this.posts = posts;
        this.events = events;
    }

    Table run(int history, int repeats) throws Exception {
        lab.freshTopic(6);
        TopicLoad.write(lab.kafka(), Lab.TOPIC, posts.from(events), history);
        drain("filling", history, () -> lab.index().delete()).run();
        lab.index().keep(KEPT);

        lab.freshTopic(6);
        TopicLoad.write(lab.kafka(), Lab.TOPIC, posts, events);
        String grown = "%,d documents".formatted(history);
        return new Table("growth of the index", grown, "empty index")
                .interleaved(
                        List.of(
                                drain("empty index", events, () -> lab.index().delete()),
                                drain(grown, events, () -> lab.index().restore(KEPT))),
                        repeats);
    }

    private Contender drain(String name, int number, Preparation before) {
        return new IndexerDrain(lab, name, number, before, () -> Service.start(lab, IndexerDrain.GROUP, Map.of()));
    }
}
