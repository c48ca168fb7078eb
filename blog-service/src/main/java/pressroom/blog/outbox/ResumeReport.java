package pressroom.blog.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ends a suspension.
 *
 * @param dryRun whether nothing was done
 * @param suspension what is ended; null if the relay is not suspended
 * @param position the relay's, as transaction id and outbox id
 * @param lastRound where its last round ended; null if none is kept
 * @param storedSystemIdentifier the PostgreSQL cluster in which the position was written; null if unknown
 * @param systemIdentifier the PostgreSQL cluster as it is
 * @param ahead events with a transaction id ahead of the cluster's next one
 * @param actions what is done, in order
 */
record ResumeReport(
        boolean dryRun,
        @Nullable Suspension suspension,
        String position,
        @Nullable String lastRound,
        @Nullable String storedSystemIdentifier,
        String systemIdentifier,
        long ahead,
        List<String> actions) {}
