package pressroom.blog.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import pressroom.blog.web.Problem;

/**
 * The blogs of which the topic has events, behind the ends that the relay's position knows, that this database lacks.
 * The topic is read twice for each page of them, so that neither their number nor their texts take memory.
 */
@Component
public class LostBlogs {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Standings standings;
    private final TopicView topic;
    private final TopicRecords records;
    private final EventComparison comparison;
    private final KnownEnds known;

    LostBlogs(Standings standings, KnownEnds known, TopicView topic, TopicRecords records, EventComparison comparison) {
        this.standings = standings;
        this.known = known;
        this.topic = topic;
        this.records = records;
        this.comparison = comparison;
    }

    /**
     * A part of the topic.
     *
     * @param from by partition, the first offset
     * @param to by partition, the offset behind the last record
     */
    public record Range(TopicIdentity topic, List<Long> from, List<Long> to) {}

    /** A page of them, by id. */
    public static final class Page {

        private final TreeMap<UUID, LostBlogState> blogs = new TreeMap<>();
        private boolean hasMore;

        /** The last id of this page if there are more blogs behind it; null otherwise. */
        public @Nullable UUID next() {
            return hasMore ? blogs.lastKey() : null;
        }
    }

    /**
     * What is behind the known ends now; nothing if the topic is another one than the one they are of.
     *
     * @throws org.springframework.web.ErrorResponseException 503 while Kafka does not answer
     */
    public Range range() {
        Standing standing = standings.read();
        try {
            TopicIdentity found = topic.identity().orElseThrow(() -> new IllegalStateException("the topic is missing"));
            List<Long> ends = topic.ends(found.partitions());
            return new Range(found, known.toRecoverFrom(standing, found, ends), ends);
        } catch (IllegalStateException e) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Nothing can be compared with the topic now: %s. Send the request again.".formatted(e.getMessage()),
                    SOON);
        }
    }

    /**
     * Finds those behind an id.
     *
     * @param most size of the page
     */
    public Page find(Range range, @Nullable UUID after, int most) {
        Page page = new Page();
        each(range, events -> {
            for (EventComparison.Contradiction found : comparison.contradictions(events)) {
                UUID blog = found.placed().event().data().blogId();
                if (after == null || blog.compareTo(after) > 0) {
                    page.blogs
                            .computeIfAbsent(blog, id -> new LostBlogState(found.stored()))
                            .add(found.placed());
                }
            }
            while (page.blogs.size() > most) {
                // One that is met again after it was left out lies behind the page, too, and is left out again.
                page.blogs.pollLastEntry();
                page.hasMore = true;
            }
        });
        return page;
    }

    /** Hands over the blogs of a page, each once, with a few texts in memory at a time. */
    public void read(Range range, Page page, Consumer<LostBlog> consumer) {
        if (page.blogs.isEmpty()) {
            return;
        }
        each(range, events -> {
            for (TopicRecords.Placed placed : events) {
                LostBlogState state = page.blogs.get(placed.event().data().blogId());
                LostBlog lost = state == null ? null : state.meet(placed);
                if (lost != null) {
                    consumer.accept(lost);
                }
            }
        });
    }

    /** The first event above its blog's version, in words; empty if all versions are above or equal to those sent. */
    public Optional<String> firstAbove(Range range) {
        return records.firstAnswer(range.from(), range.to(), events -> comparison.contradictions(events).stream()
                .filter(EventComparison.Contradiction::isAbove)
                .map(EventComparison.Contradiction::reason)
                .findFirst());
    }

    /** The first event that the database contradicts, in words; empty if there is none. */
    Optional<String> firstContradiction(Range range) {
        return records.firstAnswer(range.from(), range.to(), events -> comparison.contradictions(events).stream()
                .map(EventComparison.Contradiction::reason)
                .findFirst());
    }

    private void each(Range range, Consumer<List<TopicRecords.Placed>> consumer) {
        records.firstAnswer(range.from(), range.to(), events -> {
            consumer.accept(events);
            return Optional.empty();
        });
    }
}
