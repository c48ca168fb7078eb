package pressroom.counter.audit;

import org.jspecify.annotations.Nullable;

/**
 * An author whose total is not the number of the author's live posts.
 *
 * @param total what {@code users} has; null for no row
 * @param shouldBe what it is once the posts of the same report are repaired
 */
record TotalDrift(String authorId, @Nullable Long total, long shouldBe) {}
