package pressroom.counter.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pressroom.consumer.audit.AuditSettings;
import pressroom.consumer.audit.BlogState;
import pressroom.consumer.audit.GroupPosition;
import pressroom.consumer.audit.GroupPositions;
import pressroom.consumer.audit.PublishedBlogs;

/**
 * Tells drift from events in flight. Each round reads a post's state, then the group's offsets, then the ledger, then the
 * post's state again. If the group had passed the post's newest event and the post is still the same in the end, then the
 * ledger had to have that version when it was read.
 *
 * <p>Where the event is may be unknown: its outbox row is dropped, say, or Kafka refused it. The group has passed it once
 * it reaches the ends that the topic had when the post was first seen as sent.
 */
@Component
class AwaitEvents {

    private static final long PAUSE_MILLIS = 200;

    private final PublishedBlogs published;
    private final LedgerReader ledger;
    private final GroupPositions group;
    private final AuditSettings settings;

    AwaitEvents(PublishedBlogs published, LedgerReader ledger, GroupPositions group, AuditSettings settings) {
        this.published = published;
        this.ledger = ledger;
        this.group = group;
        this.settings = settings;
    }

    /**
     * Waits for the group no longer than the settings say.
     *
     * @throws pressroom.consumer.audit.BlogServiceUnavailable if blog-service does not answer
     */
    SettledPosts settle(Collection<UUID> candidates, String token) {
        long end = System.nanoTime() + settings.patience().toNanos();
        Map<UUID, PostDrift> drift = new TreeMap<>();
        Map<UUID, SentBefore> sent = new HashMap<>();
        List<UndecidedPost> open = round(candidates, token, drift, sent);
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            pause();
            open = round(open.stream().map(UndecidedPost::blogId).toList(), token, drift, sent);
        }
        return new SettledPosts(List.copyOf(drift.values()), open);
    }

    /**
     * The topic's ends at the first position that was read after a post was seen as sent.
     *
     * @param post as it was seen: with a later version, a later event is waited for
     */
    private record SentBefore(@Nullable PostState post, Map<Integer, Long> ends) {}

    /** Returns the posts of which it could not be told. */
    private List<UndecidedPost> round(
            Collection<UUID> ids, String token, Map<UUID, PostDrift> drift, Map<UUID, SentBefore> sent) {
        List<UndecidedPost> open = new ArrayList<>();
        Map<UUID, BlogState> blogs = published.of(token, ids);
        List<UUID> passed = passed(ids, blogs, sent, open);
        Map<UUID, LedgerRow> rows = ledger.of(passed);
        Set<UUID> differing = new LinkedHashSet<>(passed);
        differing.removeIf(id -> NarrowDown.isSame(rows.get(id), blogs.get(id)));
        Map<UUID, BlogState> now = published.of(token, differing);
        for (UUID id : differing) {
            PostState before = PostState.of(blogs.get(id));
            LedgerRow row = rows.get(id);
            if (Objects.equals(before, PostState.of(now.get(id)))) {
                drift.put(id, new PostDrift(id, row == null ? null : row.state(), before));
            } else {
                open.add(undecided(id, now.get(id), "it is being changed"));
            }
        }
        return open;
    }

    /** No event of a post that does not exist is waited for: what is sent was committed before. */
    private List<UUID> passed(
            Collection<UUID> ids, Map<UUID, BlogState> blogs, Map<UUID, SentBefore> sent, List<UndecidedPost> open) {
        GroupPosition position = ids.isEmpty() ? null : position();
        List<UUID> passed = new ArrayList<>();
        for (UUID id : ids) {
            BlogState blog = blogs.get(id);
            String reason = position == null
                    ? "Kafka does not tell how far the group is"
                    : blog == null ? null : position.whyNotPassed(blog, ends(blog, position, sent));
            if (reason == null) {
                passed.add(id);
            } else {
                open.add(undecided(id, blog, reason));
            }
        }
        return passed;
    }

    /** The topic's ends when this version was first seen as sent: those of this position, unless it was seen before. */
    private static Map<Integer, Long> ends(BlogState blog, GroupPosition position, Map<UUID, SentBefore> sent) {
        PostState post = PostState.of(blog);
        SentBefore first = sent.get(blog.id());
        if (first == null || !Objects.equals(first.post(), post)) {
            first = new SentBefore(post, position.ends());
            if (blog.sent()) {
                sent.put(blog.id(), first);
            }
        }
        return first.ends();
    }

    private @Nullable GroupPosition position() {
        try {
            return group.read();
        } catch (KafkaException e) {
            return null;
        }
    }

    private static UndecidedPost undecided(UUID id, @Nullable BlogState blog, String reason) {
        return new UndecidedPost(id, blog == null ? null : blog.authorId(), reason);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the group", e);
        }
    }
}
