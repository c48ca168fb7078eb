package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import pressroom.stack.Tokens;

/**
 * A reader and an author on 127.0.0.1 that ask for little and wait for each answer, beside whatever else happens. Each
 * request goes over a connection of its own and then over one that is kept.
 */
final class PoliteClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration MOMENT = Duration.ofMillis(150);
    private static final int SHOWN = 8;
    private static final Duration READER_PAUSE = Duration.ofMillis(40);
    private static final Duration AUTHOR_PAUSE = Duration.ofMillis(700);

    /** An answer that took more than a moment. */
    record Slow(Duration took, String what) {}

    private final String author = "polite-" + UUID.randomUUID().toString().substring(0, 8);
    private final Platform platform;
    private final String token;
    private final List<PlainRequest> reads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Slow> slow = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger published = new AtomicInteger();
    private final Hiccups hiccups = new Hiccups();
    private final ReadWriteLock pauses = new ReentrantReadWriteLock(true);
    private volatile String during = "warming up";
    private volatile boolean running = true;

    private PoliteClients(Platform platform, Processes processes) {
        this.platform = platform;
        this.token = new Tokens(processes.signingKey()).mint(author, List.of());
        String blog = processes.url("blog-service");
        String counter = processes.url("counter-consumer");
        String search = processes.url("search-indexer");
        String post = platform.publish(author, "The first", "Written in no hurry.");
        published.incrementAndGet();
        List.of(
                        blog + "/",
                        blog + "/posts/" + post,
                        blog + "/api/blogs/" + post,
                        blog + "/actuator/health/readiness",
                        counter + "/api/users?limit=5",
                        counter + "/actuator/health/readiness",
                        search + "/api/search?q=hurry",
                        search + "/actuator/health/readiness")
                .forEach(url -> reads.add(PlainRequest.get(url)));
    }

    /** Starts them when everything answers as fast as it does once it has been used for a while. */
    static PoliteClients of(Platform platform, Processes processes) {
        PoliteClients clients = new PoliteClients(platform, processes);
        clients.warmUp();
        clients.begin("reader", clients::read);
        clients.begin("author", clients::write);
        return clients;
    }

    /** Names what happens from now on. */
    void during(String what) {
        during = what;
    }

    String author() {
        return author;
    }

    /** How many posts were answered with 201. */
    int published() {
        return published.get();
    }

    int answered() {
        return answered.get();
    }

    /** The first requests that were not answered as they should, with what happened meanwhile. */
    List<String> refusals() {
        return refusals.stream().limit(SHOWN).toList();
    }

    /** Waits until so many more have been answered. */
    void awaitAnswers(int more) {
        int enough = answered.get() + more;
        await().atMost(Duration.ofSeconds(20)).until(() -> answered.get() >= enough);
    }

    /** They ask for nothing until this is done. */
    void pause(Runnable mending) {
        pauses.writeLock().lock();
        try {
            mending.run();
        } finally {
            pauses.writeLock().unlock();
        }
    }

    /** What took longest, the longest first, without the time in which this JVM stood still. */
    List<Slow> slowest() {
        return slow.stream()
                .sorted(Comparator.comparing(Slow::took).reversed())
                .limit(SHOWN)
                .toList();
    }

    /** Waits for the last answers. */
    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join(2 * PATIENCE.toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        hiccups.close();
    }

    /** The first requests of a JVM tell nothing of the hundredth. */
    private void warmUp() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Duration worst = PATIENCE;
        while (worst.toMillis() > 200 && System.nanoTime() < deadline) {
            slow.clear();
            for (PlainRequest read : reads) {
                ask(read, true, 200);
            }
            write(true);
            worst = slow.isEmpty() ? Duration.ZERO : slowest().get(0).took();
        }
        refusals.clear();
        slow.clear();
        answered.set(0);
    }

    /** Asks for these, one after the other, until the end. */
    void alsoAsk(List<Runnable> questions, Duration pause) {
        begin("visitor", () -> {
            for (int i = 0; running; i++) {
                questions.get(i % questions.size()).run();
                LockSupport.parkNanos(pause.toNanos());
            }
        });
    }

    private void begin(String name, Runnable work) {
        Thread thread = new Thread(work, "polite " + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void read() {
        for (int i = 0; running; i++) {
            ask(reads.get(i / 2 % reads.size()), i % 2 == 0, 200);
            LockSupport.parkNanos(READER_PAUSE.toNanos());
        }
    }

    private void write() {
        for (int i = 0; running; i++) {
            write(i % 2 == 0);
            LockSupport.parkNanos(AUTHOR_PAUSE.toNanos());
        }
    }

    private void write(boolean fresh) {
        String blogs = platform.url("blog-service") + "/api/blogs";
        String json = "{\"title\":\"In no hurry\",\"body\":\"Written in no hurry, %s.\"}".formatted(UUID.randomUUID());
        PlainRequest post = PlainRequest.post(blogs, "application/json", json.getBytes(UTF_8))
                .with("Authorization", "Bearer " + token)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        if (ask(post, fresh, 201)) {
            published.incrementAndGet();
        }
    }

    private boolean ask(PlainRequest request, boolean fresh, int expected) {
        String what = request + (fresh ? "" : " on a kept connection");
        return ask(what, expected, () -> (fresh ? request.onAFreshConnection() : request)
                .send()
                .status());
    }

    /** Asks for something, unless there is a pause, and notes how long it took and how it was answered. */
    boolean ask(String what, int expected, Question question) {
        pauses.readLock().lock();
        try {
            return measure(what + " during " + during, expected, question);
        } finally {
            pauses.readLock().unlock();
        }
    }

    private boolean measure(String what, int expected, Question question) {
        long begun = System.nanoTime();
        int status = 0;
        try {
            status = question.ask();
            if (status != expected) {
                refusals.add(what + ": " + status);
            }
        } catch (IOException e) {
            refusals.add(what + ": " + e);
        }
        long ended = System.nanoTime();
        Duration took = Duration.ofNanos(ended - begun).minus(hiccups.between(begun, ended));
        if (took.compareTo(MOMENT) > 0) {
            slow.add(new Slow(took, what));
        }
        answered.incrementAndGet();
        return status == expected;
    }

    /** Something to ask. */
    @FunctionalInterface
    interface Question {
        /** Returns the status. */
        int ask() throws IOException;
    }
}
