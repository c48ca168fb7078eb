package pressroom.counter.audit;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import pressroom.consumer.audit.AuditRunning;
import pressroom.consumer.audit.AuditSettings;

/** The quick audit: compares what the group counted with what is published, and changes nothing. */
@Component
class LedgerAudit {

    private final NarrowDown narrowDown;
    private final AwaitEvents awaitEvents;
    private final CompareTotals compareTotals;
    private final AuditSettings settings;
    private final AtomicBoolean running = new AtomicBoolean();

    LedgerAudit(NarrowDown narrowDown, AwaitEvents awaitEvents, CompareTotals compareTotals, AuditSettings settings) {
        this.narrowDown = narrowDown;
        this.awaitEvents = awaitEvents;
        this.compareTotals = compareTotals;
        this.settings = settings;
    }

    /**
     * Compares once.
     *
     * @param token with which blog-service is asked
     * @throws pressroom.consumer.audit.BlogServiceUnavailable if blog-service does not answer
     * @throws AuditRunning if this instance is at it
     */
    AuditReport run(String token) {
        if (!running.compareAndSet(false, true)) {
            throw new AuditRunning();
        }
        try {
            return compare(token);
        } finally {
            running.set(false);
        }
    }

    private AuditReport compare(String token) {
        Candidates candidates = narrowDown.find(token);
        SettledPosts settled = awaitEvents.settle(candidates.ids(), token);
        List<PostDrift> posts = settled.drift();
        int most = settings.most();
        if (posts.size() > most || (candidates.more() && posts.size() == most)) {
            // Which totals are right follows from all posts: these first.
            return AuditReport.of(limited(posts), List.of(), limited(settled.undecided()), true);
        }
        List<TotalDrift> totals = compareTotals.differing(posts, settled.undecided(), most + 1);
        boolean more = candidates.more() || totals.size() > most;
        return AuditReport.of(posts, limited(totals), limited(settled.undecided()), more);
    }

    private <T> List<T> limited(List<T> all) {
        return all.subList(0, Math.min(all.size(), settings.most()));
    }
}
