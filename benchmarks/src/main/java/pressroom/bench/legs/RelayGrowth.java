package pressroom.bench.legs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Table;
import pressroom.bench.load.OutboxLoad;
import pressroom.bench.load.Posts;

/** Whether relaying costs more behind millions of rows that were sent long ago. */
final class RelayGrowth {
    private static final String SERVICE = "blog-service";
    private static final String SMALL = "blog";
    private static final String GROWN = "blog_grown";
    private static final int ROWS_OF_A_PARTITION = 1_000_000;
    private static final int ROWS_OF_A_ROUND = 8_000;

    private final Lab lab;
    private final Posts posts;
    private final int events;

    RelayGrowth(Lab lab, Posts posts, int events) {
        this.lab = lab;
        this.posts = posts;
        this.events = events;
    }

    /**
     * Compares.
     *
     * @param history old rows, in millions; they are small, since nobody reads them
     */
    Table run(int history, int repeats) throws Exception {
        RelayLeg.fill(lab, SMALL, posts, 0);
        RelayLeg.rewind(lab, SMALL);
        lab.copyDatabase(SMALL, GROWN, "blog_service");
        for (int million = 0; million < history; million++) {
            oldRows(million);
        }
        newPartition(history);
        lab.execute(
                GROWN,
                "alter table outbox alter column id restart with %d".formatted((long) history * ROWS_OF_A_PARTITION),
                // Where the last round ended, or the relay would not trust it.
                "update relay_position set (xid, id) = (select last_xid, last_id from relay_rounds"
                        + " order by last_xid desc, last_id desc limit 1)",
                "create table bench_position as select xid, id from relay_position");
        try (Connection grown = lab.connect(GROWN)) {
            OutboxLoad.write(grown, posts, events);
        }
        lab.execute(GROWN, "vacuum analyze outbox, relay_rounds");
        RelayLeg.fill(lab, SMALL, posts, events);

        String name = "%d million old rows".formatted(history);
        return new Table("growth of the outbox", name, "no old rows")
                .interleaved(
                        List.of(
                                drain("no old rows", SMALL, () -> RelayLeg.rewind(lab, SMALL)),
                                drain(name, GROWN, () -> rewindBehind(history))),
                        repeats);
    }

    private void oldRows(int million) throws SQLException {
        if (million > 0) {
            newPartition(million);
        }
        long first = (long) million * ROWS_OF_A_PARTITION;
        lab.execute(GROWN, """
                insert into outbox (id, event_id, ce_type, blog_id, author_id, occurred_at, payload)
                overriding system value
                select g, gen_random_uuid(), 'pressroom.BlogPublished.v1', uuidv7(interval '-20 years'),
                       'author-' || g %% 10000, now() - interval '20 years', '\\x7b7d'
                from generate_series(%d, %d) g
                """.formatted(first, first + ROWS_OF_A_PARTITION - 1), """
                insert into relay_rounds (last_xid, last_id, highest_id, outbox_ids, topic_partitions, topic_offsets)
                select pg_current_xact_id(), max(g), max(g), array_agg(g), array_agg(g %% 6), array_agg(g / 6)
                from generate_series(%d, %d) g group by g / %d
                """.formatted(
                        first, first + ROWS_OF_A_PARTITION - 1, ROWS_OF_A_ROUND));
    }

    /** Unless the service, which makes some ahead, has come so far before it was stopped. */
    private void newPartition(int million) throws SQLException {
        long first = (long) million * ROWS_OF_A_PARTITION;
        for (String table : List.of("outbox", "relay_rounds")) {
            lab.execute(
                    GROWN,
                    "create table if not exists %1$s_%2$d_%3$d partition of %1$s for values from (%2$d) to (%3$d)"
                            .formatted(table, first, first + ROWS_OF_A_PARTITION),
                    "alter table %s_%d_%d owner to blog_service".formatted(table, first, first + ROWS_OF_A_PARTITION));
        }
    }

    private void rewindBehind(int million) throws SQLException {
        long first = (long) million * ROWS_OF_A_PARTITION;
        lab.execute(
                GROWN,
                "truncate relay_rounds_%d_%d, outbox_refused".formatted(first, first + ROWS_OF_A_PARTITION),
                "update relay_position p set xid = b.xid, id = b.id from bench_position b",
                "vacuum relay_position",
                "checkpoint");
    }

    private Contender drain(String name, String database, Preparation before) {
        Map<String, String> properties = new HashMap<>(lab.on(SERVICE, database));
        // The old rows are to stay.
        properties.put("pressroom.relay.keep-rows", "1000000000");
        return new RelayDrain(lab, name, database, events, true, before, () -> Service.start(lab, SERVICE, properties));
    }
}
