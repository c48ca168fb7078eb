package pressroom.chaos.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** All that authors intended and were told: what the checker holds the system to. */
public final class Books {
    private final Queue<Post> posts = new ConcurrentLinkedQueue<>();
    private final Queue<WrongAnswer> wrongAnswers = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicLong> unpublishings = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();

    /** Every post that anybody meant to publish. */
    public List<Post> posts() {
        return new ArrayList<>(posts);
    }

    /** Answers that break a promise in themselves. */
    public List<WrongAnswer> wrongAnswers() {
        return new ArrayList<>(wrongAnswers);
    }

    /** How often an author has asked for a post to be unpublished, answered or not. */
    public long unpublishings(String authorId) {
        AtomicLong count = unpublishings.get(authorId);
        return count == null ? 0 : count.get();
    }

    /** How many posts were answered with 201. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** A post that somebody other than the load means to publish. */
    public Post intend(String authorId) {
        return intend(new Post(authorId, "wlate" + UUID.randomUUID().toString().replace("-", "")));
    }

    Post intend(Post post) {
        posts.add(post);
        return post;
    }

    void acknowledge() {
        acknowledged.incrementAndGet();
    }

    void unpublishing(String authorId) {
        unpublishings.computeIfAbsent(authorId, id -> new AtomicLong()).incrementAndGet();
    }

    /** Writes down an answer that must not be. */
    public void wrong(String answer) {
        wrongAnswers.add(new WrongAnswer(Instant.now(), answer));
    }

    /** An answer that must not be, and when it came. */
    public record WrongAnswer(Instant at, String what) {}
}
