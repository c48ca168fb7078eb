package pressroom.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pressroom.consumer.EventHandler;
import pressroom.consumer.Refusal;
import pressroom.crash.CrashPoint;
import pressroom.events.BlogEvent;
import pressroom.events.CloudEvent;

/**
 * Puts each blog's highest version into the index.
 *
 * <p>The blog's version is the document's external version, so a repeated or older event changes nothing: Elasticsearch
 * answers with a conflict, which is as good as done. What is open after a bulk is sent again, and only that; when patience
 * ends, the whole batch goes back to the consumer, whose back-off has no limit.
 *
 * <p>A batch is done only if one index took all of it, and if no check of the index named a conflict until its end. So
 * after the alias was led elsewhere and back, what was written elsewhere comes again.
 */
@Component
class IndexBlogs implements EventHandler {

    private static final Logger log = LoggerFactory.getLogger(IndexBlogs.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Bulks bulks;
    private final BlogsIndex index;
    private final BulkSettings settings;

    IndexBlogs(Bulks bulks, BlogsIndex index, BulkSettings settings) {
        this.bulks = bulks;
        this.index = index;
        this.settings = settings;
    }

    @Override
    public List<Refusal> handle(List<CloudEvent> events) throws Exception {
        long start = System.nanoTime();
        long longest = settings.size().toBytes();
        Duration pause = FIRST_PAUSE;
        String target = index.writable();
        BulkOutcome outcome = sendNewest(events, longest, target);
        List<Refusal> refusals = new ArrayList<>(outcome.refusals());
        while (!outcome.open().isEmpty()) {
            if (System.nanoTime() - start > settings.patience().toNanos()) {
                throw outage(outcome);
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            longest = outcome.wereTooLarge() ? longest / 2 : longest;
            requireStill(target);
            outcome = send(outcome.open(), longest, target);
            refusals.addAll(outcome.refusals());
        }
        if (!refusals.isEmpty()) {
            // A sick index could refuse every document there is; nothing may be dead-lettered for that.
            index.requireIntact();
        }
        requireStill(target);
        CrashPoint.reached("index.after-bulk");
        return refusals;
    }

    private void requireStill(String target) {
        String now = index.writable();
        if (!now.equals(target)) {
            throw new IndexUnavailable(
                    "posts are to be written to index %s now, no longer to %s".formatted(now, target));
        }
    }

    private BulkOutcome sendNewest(List<CloudEvent> events, long longest, String target) throws Exception {
        Collection<Integer> newest = newest(events);
        Flight flight = bulks.flight(newest.size(), longest, target);
        for (int i : newest) {
            flight.add(BlogDocument.of(i, events.get(i).data()));
        }
        return flight.land();
    }

    private BulkOutcome send(List<BlogDocument> documents, long longest, String target) throws Exception {
        Flight flight = bulks.flight(documents.size(), longest, target);
        for (BlogDocument document : documents) {
            flight.add(document);
        }
        return flight.land();
    }

    /** The place of each blog's highest version. */
    static Collection<Integer> newest(List<CloudEvent> events) {
        Map<UUID, Integer> newest = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            BlogEvent event = events.get(i).data();
            newest.merge(
                    event.blogId(), i, (old, now) -> events.get(old).data().version() < event.version() ? now : old);
        }
        return newest.values();
    }

    private static IndexUnavailable outage(BulkOutcome outcome) {
        log.error(
                "Elasticsearch does not take {} documents; nothing is lost, they are tried again: {}",
                outcome.open().size(),
                outcome.problem());
        return new IndexUnavailable("Elasticsearch does not take all documents: " + outcome.problem());
    }
}
