package pressroom.rivals.index;

import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A batch whose items are on their way: its offsets may be committed when every one of them is in the index. */
final class PendingBatch {
    private static final int CONFLICT = 409;

    private final CountDownLatch open;
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    PendingBatch(int size) {
        this.open = new CountDownLatch(size);
    }

    /** A conflict says that the index has this version or a higher one. */
    void settle(BulkResponseItem item) {
        if (item.error() == null || item.status() == CONFLICT) {
            open.countDown();
        } else {
            fail("%d %s".formatted(item.status(), item.error().reason()));
        }
    }

    void fail(String reason) {
        problem.compareAndSet(null, reason);
        open.countDown();
    }

    /** @throws IllegalStateException when an item failed, or is not settled in time; then the batch must come again */
    void await(Duration patience) throws InterruptedException {
        if (!open.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "%d documents are not answered after %d s".formatted(open.getCount(), patience.toSeconds()));
        }
        String reason = problem.get();
        if (reason != null) {
            throw new IllegalStateException("Elasticsearch does not take all documents: " + reason);
        }
    }
}
