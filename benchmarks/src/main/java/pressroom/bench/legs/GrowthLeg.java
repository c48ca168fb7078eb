package pressroom.bench.legs;

import java.util.ArrayList;
import java.util.List;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Results;
import pressroom.bench.load.Posts;

/** Whether an event costs more with what was there before it. */
public final class GrowthLeg implements Leg {
    private final Lab lab;
    private final int bytes;
    private final int authors;
    private final int millions;
    private final int events;

    /**
     * For each question, with so many events.
     *
     * @param millions ledger rows and old outbox rows; documents are a tenth
     */
    public GrowthLeg(Lab lab, int bytes, int authors, int millions, int events) {
        this.lab = lab;
        this.bytes = bytes;
        this.authors = authors;
        this.millions = millions;
        this.events = events;
    }

    @Override
    public Result run(int repeats) throws Exception {
        Posts posts = new Posts(bytes, authors);
        List<Result> all =
                new ArrayList<>(new CounterGrowth(lab, bytes, events).run(authors, millions * 1_000_000, repeats));
        all.add(new IndexerGrowth(lab, posts, events / 2).run(millions * 100_000, repeats));
        all.add(new RelayGrowth(lab, posts, events).run(millions, repeats));
        return new Results(all);
    }
}
