package pressroom.counter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import pressroom.events.BlogEdited;
import pressroom.events.BlogEvent;
import pressroom.events.BlogPublished;
import pressroom.events.BlogUnpublished;
import pressroom.events.Text;

/** What happened to some blogs, as it may arrive; and what must be counted in the end. */
final class Histories {

    private static final Instant NOW = Instant.parse("2026-01-05T09:30:15Z");

    private Histories() {}

    static String newAuthor() {
        return "author-" + UUID.randomUUID();
    }

    static BlogEvent published(String author, UUID blog, int version) {
        return new BlogPublished(blog, version, author, "T", Text.of("B"), List.of(), NOW, NOW);
    }

    static BlogEvent edited(String author, UUID blog, int version) {
        return new BlogEdited(blog, version, author, "T", Text.of("B"), List.of(), NOW, NOW);
    }

    static BlogEvent unpublished(String author, UUID blog, int version) {
        return new BlogUnpublished(blog, version, author, NOW);
    }

    /** Of {@code blogs} blogs by {@code authors}: every event one to five times, in any order. */
    static List<BlogEvent> shuffled(Random random, List<String> authors, int blogs) {
        List<BlogEvent> events = new ArrayList<>();
        for (int i = 0; i < blogs; i++) {
            String author = authors.get(random.nextInt(authors.size()));
            UUID blog = UUID.randomUUID();
            events.add(published(author, blog, 1));
            for (int version = 2; version <= 1 + random.nextInt(5); version++) {
                events.add(
                        switch (random.nextInt(3)) {
                            case 0 -> edited(author, blog, version);
                            case 1 -> unpublished(author, blog, version);
                            default -> published(author, blog, version);
                        });
            }
        }
        for (BlogEvent event : List.copyOf(events)) {
            events.addAll(Collections.nCopies(random.nextInt(5), event));
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** Each author's live blogs, by the highest version of each. */
    static Map<String, Long> totals(List<BlogEvent> events) {
        Map<UUID, BlogEvent> last = new HashMap<>();
        events.stream()
                .sorted(Comparator.comparingInt(BlogEvent::version))
                .forEach(event -> last.put(event.blogId(), event));
        Map<String, Long> totals = new TreeMap<>();
        last.values().forEach(event -> totals.merge(event.authorId(), event.live() ? 1L : 0L, Long::sum));
        return totals;
    }
}
