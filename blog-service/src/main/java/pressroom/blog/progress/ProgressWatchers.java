package pressroom.blog.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import pressroom.blog.web.Audience;
import pressroom.blog.web.EventStream;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who watches posts on their way: told with each look at Kafka, with one question to the database for all of them. */
@Component
class ProgressWatchers {

    private static final Logger log = LoggerFactory.getLogger(ProgressWatchers.class);
    private static final int BLOGS_PER_QUESTION = 1_000;

    private final Poller poller;
    private final NewestEvents events;
    private final Trails trails;
    private final JsonMapper json;
    private final Duration settledInterval;
    private final Map<UUID, Watched> watched = new HashMap<>();
    private final Consumer<KafkaView> onLook = this::tell;

    ProgressWatchers(Poller poller, NewestEvents events, Trails trails, JsonMapper json, ProgressSettings settings) {
        this.poller = poller;
        this.events = events;
        this.trails = trails;
        this.json = json;
        this.settledInterval = settings.settledInterval();
    }

    /** Tells the stream where the event is with the next look, then each change, until nothing more will happen. */
    void watch(NewestEvent event, EventStream stream) {
        synchronized (this) {
            watched.computeIfAbsent(event.blogId(), id -> new Watched(event))
                    .audience
                    .add(stream);
            poller.tell(onLook);
        }
        stream.whenClosed(() -> forget(event.blogId(), stream));
    }

    private synchronized void forget(UUID blogId, EventStream stream) {
        Watched blog = watched.get(blogId);
        if (blog != null) {
            blog.audience.remove(stream);
            if (blog.audience.isEmpty()) {
                watched.remove(blogId);
            }
        }
        if (watched.isEmpty()) {
            poller.forget(onLook);
        }
    }

    private void tell(KafkaView kafka) {
        List<NewestEvent> changed = lookUpAgain();
        List<Runnable> sends = new ArrayList<>();
        synchronized (this) {
            for (NewestEvent event : changed) {
                Watched blog = watched.get(event.blogId());
                if (blog != null) {
                    blog.event = event;
                    blog.lookedUpNanos = System.nanoTime();
                }
            }
            watched.values().forEach(blog -> blog.collect(kafka, sends));
        }
        sends.forEach(Runnable::run);
    }

    /** What is not on the topic yet is looked for with every look; on the topic, only a newer version of the blog can come. */
    private List<NewestEvent> lookUpAgain() {
        List<UUID> due;
        synchronized (this) {
            due = watched.entrySet().stream()
                    .filter(blog -> blog.getValue().isDue(settledInterval))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        List<NewestEvent> found = new ArrayList<>();
        try {
            for (int from = 0; from < due.size(); from += BLOGS_PER_QUESTION) {
                found.addAll(events.of(due.subList(from, Math.min(due.size(), from + BLOGS_PER_QUESTION))));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database could not be asked where watched posts are: {}", e.toString());
        }
        return found;
    }

    /** One blog and those who watch it. */
    private final class Watched {

        private final Audience audience = new Audience();
        private NewestEvent event;
        private long lookedUpNanos = System.nanoTime();

        Watched(NewestEvent event) {
            this.event = event;
        }

        boolean isDue(Duration settledInterval) {
            return !event.isSettled() || System.nanoTime() - lookedUpNanos > settledInterval.toNanos();
        }

        void collect(KafkaView kafka, List<Runnable> sends) {
            BlogProgress progress = trails.of(event, kafka);
            audience.tell(json.writeValueAsString(progress), progress.done() || event.refusal() != null, sends);
        }
    }
}
