package pressroom.counter.audit;

import java.util.Set;
import java.util.UUID;

/**
 * Posts whose ledger rows differ from {@code blogs}, those included whose events are on their way.
 *
 * @param more whether there may be others
 */
record Candidates(Set<UUID> ids, boolean more) {}
