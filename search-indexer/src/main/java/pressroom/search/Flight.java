package pressroom.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pressroom.crash.CrashPoint;

/**
 * The bulks of one batch on their way: each leaves as soon as it is full, so that Elasticsearch works while the next one is
 * written, and all are awaited in the end. Used by one thread.
 */
final class Flight {

    private final Bulks bulks;
    private final BulkSettings settings;
    private final int documents;
    private final long longest;
    private final String index;
    private final Semaphore free;
    private final List<CompletableFuture<BulkOutcome>> answers = new ArrayList<>();
    private List<BlogDocument> next = new ArrayList<>();
    private long bytes;

    /** @param index the one that has to take them */
    Flight(Bulks bulks, BulkSettings settings, int documents, long longest, String index) {
        this.bulks = bulks;
        this.settings = settings;
        this.documents = settings.inEach(documents);
        this.longest = longest;
        this.index = index;
        this.free = new Semaphore(settings.inFlight());
    }

    /** @throws TimeoutException when no bulk on its way is answered in time */
    void add(BlogDocument document) throws InterruptedException, TimeoutException {
        if (next.size() == documents || (!next.isEmpty() && bytes + document.size() > longest)) {
            send();
        }
        next.add(document);
        bytes += document.size();
    }

    /** Sends what is left and awaits every answer. */
    BulkOutcome land() throws InterruptedException, TimeoutException, ExecutionException {
        if (!next.isEmpty()) {
            send();
        }
        CrashPoint.reached("index.in-flight");
        BulkOutcome all = BulkOutcome.NOTHING;
        for (CompletableFuture<BulkOutcome> answer : answers) {
            all = all.and(answer.get(longestWait(), TimeUnit.MILLISECONDS));
        }
        return all;
    }

    private void send() throws InterruptedException, TimeoutException {
        if (!free.tryAcquire(longestWait(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("Elasticsearch has not answered a bulk in time");
        }
        answers.add(bulks.send(new Bulk(next, index)).whenComplete((outcome, failure) -> free.release()));
        next = new ArrayList<>();
        bytes = 0;
    }

    // The socket's timeout starts anew with every byte; this one does not.
    private long longestWait() {
        return 2 * settings.timeout().toMillis();
    }
}
