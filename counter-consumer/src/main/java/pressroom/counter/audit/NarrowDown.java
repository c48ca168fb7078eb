package pressroom.counter.audit;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pressroom.consumer.audit.AuditSettings;
import pressroom.consumer.audit.BlogPage;
import pressroom.consumer.audit.BlogState;
import pressroom.consumer.audit.BucketState;
import pressroom.consumer.audit.PublishedBlogs;

/**
 * Finds the posts that differ by the digests of their buckets. A bucket also differs while the event of one of its posts
 * is on its way: so its digests are read again, several times, before its posts are read page by page.
 */
@Component
class NarrowDown {

    private static final int BUCKETS = 256;

    /** So that no statement reads all: of 10,000,000 posts it reads 600,000. */
    private static final int BUCKETS_OF_A_LOOK = 16;

    private static final int LOOKS_BEFORE_PAGING = 3;

    private final PublishedBlogs published;
    private final LedgerReader ledger;
    private final AuditSettings settings;

    NarrowDown(PublishedBlogs published, LedgerReader ledger, AuditSettings settings) {
        this.published = published;
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * Reads all digests, then narrows the buckets that differ, no longer than the settings say.
     *
     * @throws pressroom.consumer.audit.BlogServiceUnavailable if blog-service does not answer
     */
    Candidates find(String token) {
        Set<Integer> differing = new TreeSet<>();
        for (int first = 0; first < BUCKETS; first += BUCKETS_OF_A_LOOK) {
            differing.addAll(differing(token, first, first + BUCKETS_OF_A_LOOK - 1));
        }
        long end = System.nanoTime() + settings.narrowing().toNanos();
        Set<UUID> found = new LinkedHashSet<>();
        boolean more = false;
        for (int bucket : differing) {
            if (isOver(end, found)) {
                more = true;
                break;
            }
            more |= stillDiffers(token, bucket) && !narrow(token, bucket, end, found);
        }
        return new Candidates(found, more);
    }

    private boolean stillDiffers(String token, int bucket) {
        for (int look = 0; look < LOOKS_BEFORE_PAGING; look++) {
            if (differing(token, bucket, bucket).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Those of these buckets that differ. The ledger follows: so it is read last, and at once. */
    private Set<Integer> differing(String token, int first, int last) {
        Map<Integer, BucketState> blogs = published.buckets(token, first, last);
        Map<Integer, BucketState> rows = ledger.buckets(first, last);
        Set<Integer> all = new TreeSet<>(blogs.keySet());
        all.addAll(rows.keySet());
        all.removeIf(bucket -> Objects.equals(blogs.get(bucket), rows.get(bucket)));
        return all;
    }

    /** False if it ends before the bucket's last post. */
    private boolean narrow(String token, int bucket, long end, Set<UUID> found) {
        UUID after = null;
        do {
            if (isOver(end, found)) {
                return false;
            }
            BlogPage page = published.page(token, bucket, after);
            Map<UUID, LedgerRow> rows = ledger.between(bucket, after, page.next());
            for (BlogState blog : page.blogs()) {
                if (!isSame(rows.remove(blog.id()), blog)) {
                    found.add(blog.id());
                }
            }
            // Rows that are left over have no blog.
            found.addAll(rows.keySet());
            after = page.next();
        } while (after != null);
        return true;
    }

    private boolean isOver(long end, Set<UUID> found) {
        return found.size() >= settings.most() || System.nanoTime() - end > 0;
    }

    static boolean isSame(@Nullable LedgerRow row, @Nullable BlogState blog) {
        return Objects.equals(row == null ? null : row.state(), PostState.of(blog));
    }
}
