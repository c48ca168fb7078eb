package pressroom.consumer.deadletters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters, oldest first.
 *
 * @param total how many there are
 * @param letters may be fewer than asked for though more follow, when Kafka was slow
 * @param next the cursor of the following page; null at the end
 */
record LetterPage(
        long total, List<Letter> letters, @Nullable String next) {}
