package pressroom.bench.legs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.bench.lab.Table;
import pressroom.bench.load.OutboxLoad;
import pressroom.bench.load.Posts;
import pressroom.bench.load.RawRelay;
import pressroom.stack.Server;

/** How fast blog-service empties a full outbox into the topic, against select, send and flush without any state. */
public final class RelayLeg implements Leg {
    private static final String SERVICE = "blog-service";
    private static final String DATABASE = "blog";
    /** The third of the rows that Debezium reads. */
    private static final String BEHIND_SLOT = "blog_behind_slot";

    private static final String OURS = "relay";
    private static final String CEILING = "ceiling: select, send, flush";
    private static final String SLOT = "rival_outbox";

    private final Lab lab;
    private final Posts posts;
    private final int events;

    /** With so many events of posts of so many bytes. */
    public RelayLeg(Lab lab, int bytes, int authors, int events) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.events = events;
    }

    @Override
    public Table run(int repeats) throws Exception {
        // Debezium needs it. The others run with it, too: the same server for all.
        lab.setPostgres("wal_level", "logical");
        fill(lab, DATABASE, posts, 0);
        lab.copyDatabase(DATABASE, BEHIND_SLOT, "blog_service");
        fill(lab, DATABASE, posts, events);
        List<Contender> contenders = new ArrayList<>(List.of(
                new RelayDrain(
                                lab,
                                OURS,
                                DATABASE,
                                events,
                                true,
                                this::rewind,
                                () -> Service.start(lab, SERVICE, Map.of()))
                        .warmedUpLong(),
                new Ceiling(),
                new Debezium(),
                new RelayDrain(
                                lab,
                                "Spring Modulith",
                                DATABASE,
                                events / 30,
                                false,
                                this::fillRegistry,
                                () -> rival("relay-modulith", DATABASE, "-Xmx3g"))
                        .warmedUpLong()));
        return new Table("relay", OURS, CEILING).interleaved(contenders, repeats);
    }

    /** Makes the schema, and an outbox that holds so many events and nothing else. */
    static void fill(Lab lab, String database, Posts posts, int events) throws SQLException {
        try (Service schema = Service.start(lab, SERVICE, Map.of("pressroom.relay.enabled", "false"))) {
            schema.ready();
        }
        lab.execute(database, "truncate blogs, outbox, relay_rounds, outbox_refused restart identity");
        try (Connection blog = lab.connect(database)) {
            OutboxLoad.write(blog, posts, events);
        }
        lab.execute(database, "vacuum analyze outbox");
    }

    /** Lets the relay begin anew. */
    static void rewind(Lab lab, String database) throws SQLException {
        lab.execute(
                database,
                "truncate relay_rounds, outbox_refused",
                "update relay_position set xid = '0', id = 0",
                "vacuum relay_position",
                "checkpoint");
    }

    private void rewind() throws SQLException {
        rewind(lab, DATABASE);
    }

    private Service rival(String name, String database, String... jvmArguments) {
        return Service.rival(lab, SERVICE, name, lab.on(SERVICE, database), jvmArguments);
    }

    private void fillRegistry() throws InterruptedException {
        try (Service filling = rival("relay-modulith-backlog", DATABASE)) {
            filling.awaitEnd();
        }
    }

    /** Reads the write-ahead log, so that each round needs the rows written anew behind a slot: in a database of its own. */
    private final class Debezium implements Contender {
        private final int rows = events / 3;
        private final Contender drain = new RelayDrain(
                        lab,
                        "Debezium",
                        BEHIND_SLOT,
                        rows,
                        true,
                        this::writeBehindSlot,
                        () -> rival("relay-debezium", BEHIND_SLOT))
                .warmedUpLong();

        @Override
        public String name() {
            return drain.name();
        }

        @Override
        public Round run() throws Exception {
            try {
                return drain.run();
            } finally {
                dropSlot();
            }
        }

        private void writeBehindSlot() throws Exception {
            dropSlot();
            lab.execute(
                    BEHIND_SLOT,
                    "alter role blog_service with replication",
                    "truncate outbox restart identity",
                    "create publication %s for table outbox with (publish = 'insert', publish_via_partition_root = true)"
                            .formatted(SLOT),
                    "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(SLOT));
            try (Connection blog = lab.connect(BEHIND_SLOT)) {
                OutboxLoad.write(blog, posts, rows);
            }
            lab.execute(BEHIND_SLOT, "vacuum analyze outbox", "checkpoint");
        }

        private void dropSlot() throws SQLException {
            lab.execute(
                    BEHIND_SLOT,
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '%s'"
                            .formatted(SLOT),
                    "drop publication if exists " + SLOT);
        }
    }

    private final class Ceiling implements Contender {
        @Override
        public String name() {
            return CEILING;
        }

        @Override
        public Round run() throws Exception {
            lab.freshTopic(RelayDrain.PARTITIONS);
            rewind();
            AtomicLong sent = new AtomicLong();
            AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
            try (Connection blog = lab.connect(DATABASE)) {
                Thread thread = new Thread(() -> {
                    try {
                        RawRelay.run(blog, lab.kafka(), Lab.TOPIC, sent);
                    } catch (SQLException e) {
                        failure.set(e);
                    }
                });
                Stopwatch stopwatch = new Stopwatch(lab, DATABASE)
                        .after(Stopwatch.LONG_WARM_UP)
                        .with("loop", ProcessHandle.current().pid())
                        .with(Server.POSTGRES)
                        .with(Server.KAFKA);
                thread.start();
                Round round = stopwatch.time(events, () -> {
                    if (failure.get() != null) {
                        throw new IllegalStateException(failure.get());
                    }
                    return sent.get();
                });
                thread.join();
                return round.withProblem(RelayDrain.problem(lab, events));
            }
        }
    }
}
