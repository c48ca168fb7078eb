package pressroom.bench.legs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Latencies;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Results;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Stopwatch;
import pressroom.bench.lab.Table;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;
import pressroom.bench.load.Publisher;
import pressroom.events.BlogPublished;
import pressroom.events.EventCodec;
import pressroom.stack.Server;

/** How many posts a second 64 clients get answered with 201, against a loop of the same inserts over JDBC. */
public final class PublishLeg implements Leg {
    private static final int CLIENTS = 64;
    private static final int CEILING_CONNECTIONS = 32;
    private static final String SERVICE = "blog-service";

    /** One author of this leg publishes hundreds of posts a second, which an author may not. */
    static final Map<String, String> NO_AUTHOR_WAITS = Map.of(
            "pressroom.pressure.author-rate", "1000000",
            "pressroom.pressure.author-burst", "1000000");

    private static final String SYNCHRONOUS = "synchronous design";
    private static final double SHARE_OF_CAPACITY = 0.7;
    private static final int OPEN_LOOP_SECONDS = 15;

    private static final String CEILING = "ceiling: inserts over JDBC";

    private final Lab lab;
    private final Posts posts;
    private final Bearers bearers;
    private final int number;

    /** With so many posts of so many bytes. */
    public PublishLeg(Lab lab, int bytes, int authors, int number) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.bearers = new Bearers(lab);
        this.number = number;
    }

    @Override
    public Result run(int repeats) throws Exception {
        try (Service schema = Service.start(lab, SERVICE, Map.of())) {
            schema.ready();
        }
        Contender synchronous = new Service64(SYNCHRONOUS, number / 4, this::synchronous);
        Table capacity = new Table("publish", SERVICE, CEILING)
                .interleaved(List.of(new Service64(SERVICE, number, this::ours), new Ceiling(), synchronous), repeats);
        double rate = SHARE_OF_CAPACITY * capacity.median(SYNCHRONOUS);
        return new Results(List.of(capacity, latencies(rate, repeats)));
    }

    private Service ours() {
        return Service.start(lab, SERVICE, NO_AUTHOR_WAITS);
    }

    private Service synchronous() {
        Map<String, String> properties = new HashMap<>(NO_AUTHOR_WAITS);
        properties.putAll(lab.elasticsearchAs("search-indexer"));
        return Service.rival(lab, SERVICE, "publish-synchronous", properties);
    }

    /** Open loop, at a rate that the synchronous design can just bear. */
    private Latencies latencies(double rate, int repeats) throws Exception {
        Latencies latencies = new Latencies("publish at 70 % of what the synchronous design can take", SYNCHRONOUS);
        latencies.rate(rate);
        for (int i = 0; i < repeats; i++) {
            latencies.add(SERVICE, latency(rate, this::ours), "");
            latencies.add(SYNCHRONOUS, latency(rate, this::synchronous), "");
        }
        return latencies;
    }

    private Histogram latency(double rate, Supplier<Service> start) throws Exception {
        freshStart();
        int asked = (int) (rate * OPEN_LOOP_SECONDS);
        try (Service service = start.get().ready();
                Publisher warmUp = new Publisher(service.url(), posts, asked, bearers);
                Publisher clients = new Publisher(service.url(), posts, asked, bearers).withTokens()) {
            warmUp.start(CLIENTS, rate);
            warmUp.awaitAll();
            clients.start(CLIENTS, rate);
            clients.awaitAll();
            return clients.latencies();
        }
    }

    private void freshStart() throws Exception {
        lab.freshTopic(6);
        lab.index().delete();
        lab.execute(
                "blog",
                "truncate blogs, outbox, relay_rounds, outbox_refused restart identity",
                "create table if not exists users (id text collate \"C\" primary key, total_blogs bigint not null)",
                "alter table users owner to blog_service",
                "truncate users",
                "update relay_position set xid = '0', id = 0",
                "vacuum blogs, outbox, relay_rounds",
                "checkpoint");
    }

    /** Whichever of the tables a design writes to. */
    private Round checked(Round round, int expected) throws Exception {
        double blogs = lab.number("blog", "select count(*) from blogs");
        double events = lab.number("blog", "select count(distinct blog_id) from outbox");
        double counted = lab.number("blog", "select coalesce(sum(total_blogs), 0) from users");
        long found = lab.index().exists() ? lab.index().count() : 0;
        boolean exact = blogs == expected && (events == expected || counted == expected && found == expected);
        return round.withProblem(
                exact
                        ? ""
                        : "%.0f blogs, %.0f events, %.0f counted and %d found of %d"
                                .formatted(blogs, events, counted, found, expected));
    }

    /** A service, and 64 clients each of which publishes one post after the other. */
    private final class Service64 implements Contender {
        private final String name;
        private final int asked;
        private final Supplier<Service> start;

        Service64(String name, int asked, Supplier<Service> start) {
            this.name = name;
            this.asked = asked;
            this.start = start;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Round run() throws Exception {
            freshStart();
            try (Service service = start.get().ready();
                    Publisher warmUp = new Publisher(service.url(), posts, asked, bearers);
                    Publisher clients = new Publisher(service.url(), posts, asked, bearers).withTokens()) {
                warmUp.start(CLIENTS);
                warmUp.awaitAll();
                lab.execute("postgres", "checkpoint");
                Stopwatch stopwatch = new Stopwatch(lab, "blog")
                        .withServices()
                        .with("clients", ProcessHandle.current().pid())
                        .with(Server.POSTGRES)
                        .with(Server.KAFKA);
                clients.start(CLIENTS);
                return checked(stopwatch.time(asked, clients), 2 * asked);
            }
        }
    }

    /** The rows that a post needs, each in a transaction of its own, on as many connections as the service has. */
    private final class Ceiling implements Contender {
        @Override
        public String name() {
            return CEILING;
        }

        @Override
        public Round run() throws Exception {
            freshStart();
            AtomicInteger next = new AtomicInteger();
            AtomicLong done = new AtomicLong();
            AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            Stopwatch stopwatch = new Stopwatch(lab, "blog")
                    .with("clients", ProcessHandle.current().pid())
                    .with(Server.POSTGRES);
            for (int i = 0; i < CEILING_CONNECTIONS; i++) {
                Thread thread = new Thread(() -> insertAll(next, done, failure));
                thread.start();
                threads.add(thread);
            }
            Round round = stopwatch.time(number, () -> {
                if (failure.get() != null) {
                    throw new IllegalStateException(failure.get());
                }
                return done.get();
            });
            for (Thread thread : threads) {
                thread.join();
            }
            return checked(round, number);
        }

        private void insertAll(AtomicInteger next, AtomicLong done, AtomicReference<@Nullable Exception> failure) {
            try (Connection connection = lab.connect("blog");
                    PreparedStatement statement = connection.prepareStatement("""
                            with published as (
                                insert into blogs (id, author_id, version, live, title, body, tags,
                                                   published_at, created_at, updated_at, idempotency_key, request_hash)
                                values (?, ?, 1, true, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (author_id, idempotency_key) where idempotency_key is not null do nothing
                                returning id, author_id)
                            insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                            select ?, 'pressroom.BlogPublished.v1', id, author_id, clock_timestamp(), ? from published
                            """)) {
                for (int i = next.getAndIncrement(); i < number; i = next.getAndIncrement()) {
                    insert(statement, i);
                    done.incrementAndGet();
                }
            } catch (SQLException e) {
                failure.set(e);
            }
        }

        private void insert(PreparedStatement statement, int i) throws SQLException {
            BlogPublished post = posts.get(i);
            Timestamp at = Timestamp.from(post.publishedAt());
            statement.setObject(1, post.blogId());
            statement.setString(2, post.authorId());
            statement.setString(3, post.title());
            statement.setString(4, post.body().toString());
            statement.setObject(5, post.tags().toArray(String[]::new));
            statement.setTimestamp(6, at);
            statement.setTimestamp(7, at);
            statement.setTimestamp(8, at);
            statement.setString(9, "bench-" + i);
            statement.setBytes(10, new byte[32]);
            statement.setObject(11, new UUID(post.blogId().getLeastSignificantBits(), i));
            statement.setBytes(12, EventCodec.encode(post));
            statement.executeUpdate();
        }
    }
}
