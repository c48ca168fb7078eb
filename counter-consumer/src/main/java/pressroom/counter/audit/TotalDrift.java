package pressroom.counter.audit;

import org.jspecify.annotations.Nullable;

/**
 * An author whose total is not the number of the author's live posts.
 *
 * @param total what {@code users} has; null for no row
 * @param shouldBe what it is once the ledger is right
 */
record TotalDrift(String authorId, @Nullable Long total, long shouldBe) {}
