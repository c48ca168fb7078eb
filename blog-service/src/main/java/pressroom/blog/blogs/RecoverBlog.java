package pressroom.blog.blogs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pressroom.blog.outbox.LostBlog;
import pressroom.blog.outbox.OutboxEvent;
import pressroom.events.BlogEvent;
import pressroom.events.BlogWritten;
import pressroom.events.IdempotencyHashes;

/**
 * Settles one blog in the caller's transaction, with its row locked. What decides is whether the row has changed since
 * the database went back: if it has not, the topic's newer version is the blog's; if it has, an author has seen the
 * database's version and changed it, and that one stays. A newest event that unpublishes the blog holds in any case.
 */
@Component
class RecoverBlog {

    private final RecoveredRows rows;
    private final RecoveredTexts texts;

    RecoverBlog(RecoveredRows rows, RecoveredTexts texts) {
        this.rows = rows;
        this.texts = texts;
    }

    /**
     * @param takesBack whether the topic's version is put into the database; otherwise it is withdrawn
     * @return what was done to the blog, and to a twin of it
     */
    List<RecoveredBlog> recover(LostBlog lost, boolean takesBack) {
        Optional<RecoveredRows.Row> row = rows.lock(lost.id());
        if (row.isEmpty()) {
            return add(lost, takesBack);
        }
        boolean isUnchanged = row.get().blog().version() < lost.version() && rows.isUnchanged(row.get(), lost);
        if (!isUnchanged) {
            return List.of(keep(row.get().blog(), lost));
        }
        return List.of(
                takesBack || !lost.newest().live()
                        ? takeBack(row.get().blog(), lost)
                        : withdraw(row.get().blog(), lost));
    }

    private List<RecoveredBlog> add(LostBlog lost, boolean takesBack) {
        List<RecoveredBlog> settled = new ArrayList<>();
        boolean isTakenBack = takesBack || !lost.newest().live();
        Blog asSent = asSent(lost, null);
        Blog blog = isTakenBack ? asSent : asSent.unpublished(rows.now());
        OutboxEvent event = isTakenBack ? sent(lost) : OutboxEvent.of(blog.toUnpublished());
        IdempotencyHashes hashes = lost.hashes();
        Optional<RecoveredRows.Row> twin = hashes == null ? Optional.empty() : rows.lockTwin(lost.id(), hashes);
        String key = null;
        if (twin.isPresent() && takesBack) {
            key = twin.get().key();
            settled.add(withdrawTwin(twin.get().blog(), lost.id()));
        } else if (twin.isPresent()) {
            // The second one is all that readers have of this request: it keeps the key.
            hashes = null;
        }
        rows.insert(blog, key, hashes, Objects.requireNonNullElse(lost.createdAt(), asSent.updatedAt()), event);
        settled.add(0, told(isTakenBack ? "taken-back" : "withdrawn", blog, lost, null, null));
        return settled;
    }

    private RecoveredBlog withdrawTwin(Blog twin, UUID first) {
        Blog gone = twin.live() ? twin.unpublished(rows.now()) : twin;
        rows.removeKey(twin.id());
        if (twin.live()) {
            rows.update(gone, OutboxEvent.of(gone.toUnpublished()));
        }
        return new RecoveredBlog(
                gone.id(),
                "twin-withdrawn",
                gone.authorId(),
                gone.title(),
                null,
                twin.version(),
                gone.version(),
                false,
                null,
                first);
    }

    private RecoveredBlog takeBack(Blog row, LostBlog lost) {
        Blog blog = asSent(lost, row);
        rows.update(blog, sent(lost));
        return told("taken-back", blog, lost, row, null);
    }

    private RecoveredBlog withdraw(Blog row, LostBlog lost) {
        Blog blog = above(row, lost.version(), false);
        rows.update(blog, OutboxEvent.of(blog.toUnpublished()));
        return told("withdrawn", blog, lost, row, texts.keep(lost));
    }

    /** What an author changed after the restore stays, above all that was sent. */
    private RecoveredBlog keep(Blog row, LostBlog lost) {
        boolean live = row.live() && lost.newest().live();
        Blog blog = row;
        if (row.version() <= lost.version() || row.live() != live) {
            blog = above(row, Math.max(row.version(), lost.version()), live);
            rows.update(blog, OutboxEvent.of(live ? blog.toEdited() : blog.toUnpublished()));
        }
        return told("database-kept", blog, lost, row, texts.keep(lost));
    }

    private Blog above(Blog row, int version, boolean live) {
        return new Blog(
                row.id(),
                version + 1,
                row.authorId(),
                row.title(),
                row.body(),
                row.tags(),
                row.publishedAt(),
                rows.now(),
                live);
    }

    /** The blog as its newest event on the topic says; a text that was never sent behind the known ends is the row's. */
    private static Blog asSent(LostBlog lost, @Nullable Blog row) {
        BlogWritten text = lost.text();
        BlogEvent newest = lost.newest();
        boolean hasText = text != null && (row == null || text.version() > row.version());
        Blog from = hasText ? written(Objects.requireNonNull(text)) : row == null ? empty(lost) : row;
        return new Blog(
                lost.id(),
                newest.version(),
                newest.authorId(),
                from.title(),
                from.body(),
                from.tags(),
                from.publishedAt(),
                RecoveredRows.changedAt(newest),
                newest.live());
    }

    private static Blog written(BlogWritten text) {
        return new Blog(
                text.blogId(),
                text.version(),
                text.authorId(),
                text.title(),
                text.body().toString(),
                text.tags(),
                text.publishedAt(),
                text.updatedAt(),
                true);
    }

    /** Retention has deleted its text, and it was taken back: only its version counts. */
    private static Blog empty(LostBlog lost) {
        var at = RecoveredRows.changedAt(lost.newest());
        return new Blog(lost.id(), lost.version(), lost.newest().authorId(), "", "", List.of(), at, at, false);
    }

    private static OutboxEvent sent(LostBlog lost) {
        OutboxEvent encoded = OutboxEvent.of(lost.newest());
        return new OutboxEvent(lost.eventId(), encoded.ceType(), encoded.payload());
    }

    private static RecoveredBlog told(
            String action, Blog blog, LostBlog lost, @Nullable Blog row, @Nullable UUID keptText) {
        return new RecoveredBlog(
                blog.id(),
                action,
                blog.authorId(),
                blog.title(),
                lost.version(),
                row == null ? null : row.version(),
                blog.version(),
                blog.live(),
                keptText,
                null);
    }
}
