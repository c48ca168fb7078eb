package pressroom.blog.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the looks of the last seconds tell about how fast things move, and about what does not. */
@Component
class Rates {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(200);
    /** A group that is at work also rests between two commits. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    private final Deque<KafkaView> recent = new ArrayDeque<>();
    private final Map<String, Rest> rests = new HashMap<>();

    synchronized void seen(KafkaView view) {
        Instant at = view.at();
        if (at == null) {
            return;
        }
        recent.addLast(view);
        while (age(recent.getFirst(), at).compareTo(WINDOW) > 0) {
            recent.removeFirst();
        }
        for (GroupView group : view.groups()) {
            long handled = group.handled(view);
            boolean rests = group.lag(view) > 0;
            this.rests.compute(
                    group.name(),
                    (name, rest) ->
                            !rests ? null : rest == null || rest.handled != handled ? new Rest(handled, at) : rest);
        }
    }

    /** Records per second that came to the topic. */
    synchronized double written() {
        return perSecond(KafkaView::records);
    }

    /** Records per second that the group handled. */
    synchronized double handled(String group) {
        return perSecond(view -> view.groups().stream()
                .filter(each -> each.name().equals(group))
                .mapToLong(each -> each.handled(view))
                .sum());
    }

    synchronized @Nullable Instant stalledSince(String group, Instant now) {
        Rest rest = rests.get(group);
        return rest == null || Duration.between(rest.since, now).compareTo(STALLED) < 0 ? null : rest.since;
    }

    private double perSecond(ToLongFunction<KafkaView> count) {
        if (recent.size() < 2) {
            return 0;
        }
        KafkaView last = recent.getLast();
        Duration span = age(recent.getFirst(), last.at());
        if (span.compareTo(SHORTEST) < 0) {
            return 0;
        }
        long more = count.applyAsLong(last) - count.applyAsLong(recent.getFirst());
        return Math.max(0, Math.round(10_000.0 * more / span.toMillis()) / 10.0);
    }

    private static Duration age(KafkaView view, @Nullable Instant now) {
        return view.at() == null || now == null ? Duration.ZERO : Duration.between(view.at(), now);
    }

    /** A group that has not moved since, with records before it. */
    private record Rest(long handled, Instant since) {}
}
