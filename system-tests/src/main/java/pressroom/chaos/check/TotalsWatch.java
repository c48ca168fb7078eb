package pressroom.chaos.check;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import pressroom.chaos.cluster.Sleep;
import pressroom.chaos.load.Books;

/** C8: looks at all totals again and again while things break. */
public final class TotalsWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 250;

    private final Databases databases;
    private final Books books;
    private final Excuses excuses;
    private final Map<String, Long> before = new HashMap<>();
    private final Map<String, Long> fallen = new HashMap<>();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private Instant lastLook = Instant.now();
    private volatile boolean running = true;

    private TotalsWatch(Databases databases, Books books, Excuses excuses) {
        this.databases = databases;
        this.books = books;
        this.excuses = excuses;
    }

    /** Begins to look. */
    public static TotalsWatch start(Databases databases, Books books, Excuses excuses) {
        TotalsWatch watch = new TotalsWatch(databases, books, excuses);
        Thread thread = new Thread(watch::run, "totals watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    List<Violation> violations() {
        return violations;
    }

    /** How often it could look; an unreachable database cannot be looked at. */
    public long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        running = false;
    }

    private void run() {
        while (running) {
            try {
                look();
            } catch (SQLException away) {
                // PostgreSQL is one of the things that break.
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
    }

    /** The order matters: whatever is counted by now had been committed before the second question. */
    private void look() throws SQLException {
        Map<String, Long> totals = databases.totals();
        Map<String, Long> committed = databases.committed();
        looks.incrementAndGet();
        Instant now = Instant.now();
        // A total falls between two looks, so an excuse of any moment between them excuses it.
        boolean excused = excuses.cover(Invariant.C8, lastLook, now);
        lastLook = now;
        if (excused) {
            before.putAll(totals);
            return;
        }
        totals.forEach((author, total) -> {
            long posts = committed.getOrDefault(author, 0L);
            if (total > posts) {
                violations.add(Violation.of(
                        Invariant.C8, "%s had a total of %d with %d posts committed", author, total, posts));
            }
            long falls = fallen.getOrDefault(author, 0L) + Math.max(0, before.getOrDefault(author, 0L) - total);
            if (falls > books.unpublishings(author)) {
                violations.add(Violation.of(
                        Invariant.C8,
                        "the total of %s has fallen by %d, after %d unpublishings",
                        author,
                        falls,
                        books.unpublishings(author)));
            }
            fallen.put(author, falls);
            before.put(author, total);
        });
    }
}
