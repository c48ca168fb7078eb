package pressroom.counter.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post that differs and may be on its way: no drift is told for it, and nothing is repaired.
 *
 * @param authorId whose total is not compared either; null if it is not known
 * @param reason why it cannot be told
 */
record UndecidedPost(UUID blogId, @Nullable String authorId, String reason) {}
