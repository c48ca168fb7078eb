package pressroom.counter.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post whose ledger row is not what is published, though the group has passed its newest event.
 *
 * @param ledger what the ledger has; null for no row
 * @param blogs what {@code blogs} has; null for no such post
 */
record PostDrift(
        UUID blogId, @Nullable PostState ledger, @Nullable PostState blogs) {}
