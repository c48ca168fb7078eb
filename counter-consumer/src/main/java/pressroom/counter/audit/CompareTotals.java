package pressroom.counter.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pressroom.database.Snapshot;

/**
 * Compares totals with what the ledger has once its posts are repaired: a row that was deleted by hand makes its author's
 * total no wrong one. An event changes ledger and total in one commit, so that at one snapshot none is in flight.
 */
@Component
class CompareTotals {

    private final LedgerReader ledger;
    private final AuthorTotals totals;
    private final Snapshot snapshot;

    CompareTotals(LedgerReader ledger, AuthorTotals totals, Snapshot snapshot) {
        this.ledger = ledger;
        this.totals = totals;
        this.snapshot = snapshot;
    }

    /**
     * The totals that differ, in the order of their authors.
     *
     * @param undecided posts whose authors are left out
     * @param most most of those that differ by themselves
     */
    List<TotalDrift> differing(List<PostDrift> posts, List<UndecidedPost> undecided, int most) {
        return snapshot.read(() -> {
            Map<String, Long> pending = pending(posts);
            Set<String> unknown = authors(undecided);
            List<TotalDrift> drift = new ArrayList<>();
            for (AuthorTotal author : totals.differing(pending.keySet(), most)) {
                add(drift, author, pending.remove(author.authorId()));
            }
            // Of these neither the ledger nor users knows anything.
            pending.forEach((author, added) -> add(drift, new AuthorTotal(author, null, 0), added));
            drift.removeIf(each -> unknown.contains(each.authorId()));
            return drift;
        });
    }

    private static void add(List<TotalDrift> drift, AuthorTotal author, @Nullable Long pending) {
        long shouldBe = author.liveRows() + (pending == null ? 0 : pending);
        Long total = author.total();
        // An author of whom the repair leaves nothing needs no total.
        boolean isRight = total == null ? pending != null && shouldBe == 0 : total == shouldBe;
        if (!isRight) {
            drift.add(new TotalDrift(author.authorId(), total, shouldBe));
        }
    }

    /** By author, how many live rows the repair of these posts adds; an event may have brought one meanwhile. */
    private Map<String, Long> pending(List<PostDrift> posts) {
        Map<UUID, LedgerRow> now =
                ledger.of(posts.stream().map(PostDrift::blogId).toList());
        Map<String, Long> pending = new TreeMap<>();
        for (PostDrift post : posts) {
            LedgerRow row = now.get(post.blogId());
            if (Objects.equals(row == null ? null : row.state(), post.ledger())) {
                count(pending, post.ledger(), -1);
                count(pending, post.blogs(), 1);
            }
        }
        return pending;
    }

    private static void count(Map<String, Long> byAuthor, @Nullable PostState post, long rows) {
        if (post != null) {
            byAuthor.merge(post.authorId(), post.live() ? rows : 0, Long::sum);
        }
    }

    private Set<String> authors(List<UndecidedPost> undecided) {
        Set<String> authors = new HashSet<>();
        undecided.forEach(post -> authors.add(String.valueOf(post.authorId())));
        ledger.of(undecided.stream().map(UndecidedPost::blogId).toList())
                .values()
                .forEach(row -> authors.add(row.authorId()));
        return authors;
    }
}
