package pressroom.counter.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Repairs what an audit finds, and nothing else. Rows and totals change in one transaction, after which the total of each
 * author whom it touched is the number of that author's live rows. What a total lacks is read first and added last:
 * no event changes it, so that those which come meanwhile are neither lost nor counted twice.
 */
@Component
class LedgerRepair {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");

    private final LedgerAudit ledgerAudit;
    private final AuthorTotals totals;
    private final RepairStatements statements;
    private final TransactionOperations transaction;

    LedgerRepair(
            LedgerAudit ledgerAudit,
            AuthorTotals totals,
            RepairStatements statements,
            TransactionOperations transaction) {
        this.ledgerAudit = ledgerAudit;
        this.totals = totals;
        this.statements = statements;
        this.transaction = transaction;
    }

    private record Repaired(List<PostDrift> posts, List<TotalDrift> totals) {}

    /**
     * Does it, or tells what would be done.
     *
     * @param token with which blog-service is asked
     * @param operator the token's subject, for the log
     * @throws pressroom.consumer.audit.BlogServiceUnavailable if blog-service does not answer
     * @throws pressroom.consumer.audit.AuditRunning if this instance is at it
     */
    RepairReport repair(RepairRequest request, String token, String operator) {
        AuditReport found = ledgerAudit.run(token);
        if (request.isDryRun()) {
            return new RepairReport(true, found.posts(), found.totals(), found.undecided(), found.more());
        }
        Repaired repaired = apply(found.posts(), found.totals());
        audit.info(
                "operator={} call=repair reason=\"{}\" posts={} firstPost={} totals={} firstAuthor={}",
                operator,
                request.line(),
                repaired.posts().size(),
                repaired.posts().isEmpty() ? "none" : repaired.posts().get(0).blogId(),
                repaired.totals().size(),
                repaired.totals().isEmpty() ? "none" : repaired.totals().get(0).authorId());
        return new RepairReport(false, repaired.posts(), repaired.totals(), found.undecided(), found.more());
    }

    private Repaired apply(List<PostDrift> posts, List<TotalDrift> wrong) {
        Set<String> authors = wrong.stream().map(TotalDrift::authorId).collect(Collectors.toCollection(HashSet::new));
        posts.forEach(post -> {
            addAuthor(authors, post.ledger());
            addAuthor(authors, post.blogs());
        });
        if (authors.isEmpty()) {
            return new Repaired(List.of(), List.of());
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            statements.lock();
            List<AuthorTotal> before = totals.differing(authors, 0);
            List<ChangedRow> rows = statements.write(posts);
            Map<String, Long> changes = changes(before, rows);
            Set<UUID> changed = rows.stream().map(ChangedRow::blogId).collect(Collectors.toSet());
            return new Repaired(
                    posts.stream()
                            .filter(post -> changed.contains(post.blogId()))
                            .toList(),
                    changes.isEmpty() ? List.of() : statements.add(changes));
        }));
    }

    private static void addAuthor(Set<String> authors, @Nullable PostState post) {
        if (post != null) {
            authors.add(post.authorId());
        }
    }

    /**
     * What to add to totals: what they lacked before, and what the rows changed. An author without a total gets one, unless
     * all that is known of the author was just taken away.
     */
    private static Map<String, Long> changes(List<AuthorTotal> before, List<ChangedRow> rows) {
        Map<String, Long> changes = new TreeMap<>();
        before.forEach(author -> changes.put(author.authorId(), author.difference()));
        for (ChangedRow row : rows) {
            if (row.oldAuthor() != null) {
                changes.merge(row.oldAuthor(), Boolean.TRUE.equals(row.oldLive()) ? -1L : 0L, Long::sum);
            }
            if (row.newAuthor() != null) {
                changes.merge(row.newAuthor(), Boolean.TRUE.equals(row.newLive()) ? 1L : 0L, Long::sum);
            }
        }
        Set<String> needless = before.stream()
                .filter(author -> author.total() != null)
                .map(AuthorTotal::authorId)
                .collect(Collectors.toSet());
        rows.stream().map(ChangedRow::oldAuthor).filter(Objects::nonNull).forEach(needless::add);
        changes.entrySet().removeIf(change -> change.getValue() == 0 && needless.contains(change.getKey()));
        return changes;
    }
}
