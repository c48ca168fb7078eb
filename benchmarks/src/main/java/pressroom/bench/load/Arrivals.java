package pressroom.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Index;
import pressroom.bench.lab.Lab;
import tools.jackson.databind.JsonNode;

/** Looks every millisecond whether an author of a probe is counted, and after each refresh of the index whether his post is found. */
public final class Arrivals implements AutoCloseable {
    private static final long HIGHEST_MICROS = 120_000_000;
    private static final long LOOK_FOR_COUNT_MILLIS = 1;
    private static final long LOOK_FOR_REFRESH_MILLIS = 10;
    /** A refresh begins half a second after the last one has ended, so nobody need look any earlier. */
    private static final long NO_REFRESH_MILLIS = 450;

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Lab lab;
    private final Map<String, Long> uncounted = new ConcurrentHashMap<>();
    private final Map<String, Long> unfound = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Histogram counted = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram found = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final List<Thread> watchers;
    private volatile boolean ends;
    private volatile @Nullable Exception failure;

    private Arrivals(Lab lab) {
        this.lab = lab;
        this.watchers = List.of(new Thread(this::watchTotals), new Thread(this::watchIndex));
    }

    /** Begins to look. */
    public static Arrivals watch(Lab lab) {
        Arrivals arrivals = new Arrivals(lab);
        arrivals.watchers.forEach(Thread::start);
        return arrivals;
    }

    /** This author's only post was to be sent now, by {@link System#nanoTime()}. */
    void begun(String author, long intendedNanos) {
        uncounted.put(author, intendedNanos);
        unfound.put(author, intendedNanos);
        begun.incrementAndGet();
    }

    /** Waits until all have arrived, or a minute has passed since the last one was to be sent. */
    public void awaitAll(Publisher publisher, int number) throws Exception {
        while (publisher.done() < number) {
            Thread.sleep(50);
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!(uncounted.isEmpty() && unfound.isEmpty()) && System.nanoTime() < deadline && failure == null) {
            Thread.sleep(50);
        }
    }

    /** From the intended start to the count, in microseconds. */
    public Histogram counted() {
        return counted;
    }

    /** From the intended start to the first search that finds it, in microseconds. */
    public Histogram searchable() {
        return found;
    }

    /** What has not arrived; empty when all has. */
    public String problem() {
        Exception failed = failure;
        if (failed != null) {
            return "watching failed: " + failed;
        }
        return uncounted.isEmpty() && unfound.isEmpty()
                ? ""
                : "of %d probes %d were not counted and %d not found"
                        .formatted(begun.get(), uncounted.size(), unfound.size());
    }

    private void watchTotals() {
        try (Connection counter = lab.connect("counter");
                PreparedStatement look = counter.prepareStatement("select id from users where id = any (?)")) {
            while (!ends) {
                if (!uncounted.isEmpty()) {
                    look.setObject(1, uncounted.keySet().toArray(String[]::new));
                    try (ResultSet row = look.executeQuery()) {
                        while (row.next()) {
                            arrived(uncounted, row.getString(1), counted);
                        }
                    }
                }
                Thread.sleep(LOOK_FOR_COUNT_MILLIS);
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    private void watchIndex() {
        Index index = lab.index();
        try {
            long refreshes = 0;
            while (!ends) {
                long now = index.refreshes();
                if (now != refreshes && !unfound.isEmpty()) {
                    String authors = "\"" + String.join("\",\"", unfound.keySet()) + "\"";
                    JsonNode hits = index.search("""
                                    {"size": 10000, "_source": ["authorId"], "query": {"terms": {"authorId": [%s]}}}
                                    """.formatted(authors)).at("/hits/hits");
                    hits.forEach(
                            hit -> arrived(unfound, hit.at("/_source/authorId").asString(), found));
                }
                Thread.sleep(now == refreshes ? LOOK_FOR_REFRESH_MILLIS : NO_REFRESH_MILLIS);
                refreshes = now;
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    private static void arrived(Map<String, Long> awaited, String author, Histogram micros) {
        Long intended = awaited.remove(author);
        if (intended != null) {
            micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - intended) / 1000));
        }
    }

    @Override
    public void close() throws InterruptedException {
        ends = true;
        for (Thread watcher : watchers) {
            watcher.join();
        }
    }
}
