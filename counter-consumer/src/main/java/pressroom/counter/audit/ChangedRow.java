package pressroom.counter.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger row that a repair changed.
 *
 * @param oldAuthor null if there was no row
 * @param newAuthor null if there is none any more
 */
record ChangedRow(
        UUID blogId,
        @Nullable String oldAuthor,
        @Nullable Boolean oldLive,
        @Nullable String newAuthor,
        @Nullable Boolean newLive) {}
