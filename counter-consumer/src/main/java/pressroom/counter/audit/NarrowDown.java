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

/** Finds the posts that differ by the digests of their buckets, in bounded time. */
@Component
class NarrowDown {

    private final PublishedBlogs published;
    private final LedgerReader ledger;
    private final AuditSettings settings;

    NarrowDown(PublishedBlogs published, LedgerReader ledger, AuditSettings settings) {
        this.published = published;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** @throws pressroom.consumer.audit.BlogServiceUnavailable if blog-service does not answer */
    Candidates find(String token) {
        long end = System.nanoTime() + settings.narrowing().toNanos();
        Set<UUID> found = new LinkedHashSet<>();
        boolean more = false;
        for (int bucket : differing(token)) {
            more |= !narrow(token, bucket, end, found);
        }
        return new Candidates(found, more);
    }

    private Set<Integer> differing(String token) {
        Map<Integer, BucketState> blogs = published.buckets(token);
        Map<Integer, BucketState> rows = ledger.buckets();
        Set<Integer> all = new TreeSet<>(blogs.keySet());
        all.addAll(rows.keySet());
        all.removeIf(bucket -> Objects.equals(blogs.get(bucket), rows.get(bucket)));
        return all;
    }

    /** False if it ends before the bucket's last post. */
    private boolean narrow(String token, int bucket, long end, Set<UUID> found) {
        UUID after = null;
        do {
            if (found.size() >= settings.most() || System.nanoTime() - end > 0) {
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

    static boolean isSame(@Nullable LedgerRow row, @Nullable BlogState blog) {
        return Objects.equals(row == null ? null : row.state(), PostState.of(blog));
    }
}
