package pressroom.blog.outbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.events.CloudEvent;

/** Finds an event of the topic that this database does not know: the database went back in time, or is another one. */
@Repository
class EventComparison {

    private final JdbcClient db;

    EventComparison(JdbcClient db) {
        this.db = db;
    }

    /**
     * An event of the topic that was committed by a database that is no more.
     *
     * @param reason in words
     * @param stored the blog's newest event in this database; null if it is unknown or the blog is lacking
     * @param isAbove whether the blog's version is below the event's, or the blog is lacking
     */
    record Contradiction(
            TopicRecords.Placed placed,
            String reason,
            @Nullable UUID stored,
            boolean isAbove) {}

    /** A blog as it is. */
    private record Stored(int version, @Nullable UUID eventId) {}

    private static final Stored LACKING = new Stored(0, null);

    /**
     * What the events say that the database contradicts. An event that is in the outbox was committed here. Of
     * others, whose rows may have been dropped long ago, the version tells: it must not be above the blog's, nor be
     * another event's.
     */
    List<Contradiction> contradictions(List<TopicRecords.Placed> events) {
        UUID[] blogs = blogsOf(events);
        Set<UUID> known = knownEvents(blogs);
        List<TopicRecords.Placed> unknown = events.stream()
                .filter(placed -> !known.contains(placed.event().id()))
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        UUID[] doubtful = blogsOf(unknown);
        Map<UUID, Stored> stored = stored(doubtful);
        Map<UUID, Set<Integer>> sent = versionsInOutbox(doubtful);
        return unknown.stream()
                .map(placed -> {
                    UUID blog = placed.event().data().blogId();
                    return contradiction(placed, stored.getOrDefault(blog, LACKING), sent.getOrDefault(blog, Set.of()));
                })
                .flatMap(Optional::stream)
                .toList();
    }

    private static UUID[] blogsOf(List<TopicRecords.Placed> events) {
        return events.stream()
                .map(placed -> placed.event().data().blogId())
                .distinct()
                .toArray(UUID[]::new);
    }

    private static Optional<Contradiction> contradiction(TopicRecords.Placed placed, Stored stored, Set<Integer> sent) {
        CloudEvent event = placed.event();
        UUID blog = event.data().blogId();
        int version = event.data().version();
        String where = "the record at partition %d, offset %d has version %d of blog %s"
                .formatted(placed.partition(), placed.offset(), version, blog);
        if (version > stored.version()) {
            String words = stored.version() == 0
                    ? ", which the database lacks"
                    : ", and the database has version " + stored.version();
            return Optional.of(new Contradiction(placed, where + words, stored.eventId(), true));
        }
        if (sent.contains(version)) {
            String words = "%s as event %s, and the database has another event of that version";
            return Optional.of(new Contradiction(placed, words.formatted(where, event.id()), stored.eventId(), false));
        }
        return Optional.empty();
    }

    private Set<UUID> knownEvents(UUID[] blogs) {
        return new HashSet<>(db.sql("select event_id from outbox where blog_id = any(:blogs)")
                .param("blogs", blogs)
                .query(UUID.class)
                .list());
    }

    private Map<UUID, Stored> stored(UUID[] blogs) {
        Map<UUID, Stored> stored = new HashMap<>();
        db.sql("select id, version, event_id from blogs where id = any(:blogs)")
                .param("blogs", blogs)
                .query(row -> {
                    stored.put(
                            row.getObject("id", UUID.class),
                            new Stored(row.getInt("version"), row.getObject("event_id", UUID.class)));
                });
        return stored;
    }

    /** By the beginning of each payload, which the codec writes in one order: its text may have a megabyte. */
    private Map<UUID, Set<Integer>> versionsInOutbox(UUID[] blogs) {
        Map<UUID, Set<Integer>> versions = new HashMap<>();
        db.sql("""
                        select distinct blog_id, version::int as version
                        from (select blog_id,
                                     substring(encode(substring(payload for 100), 'escape')
                                               from '^\\{"blogId":"[0-9a-f-]{36}","version":(\\d{1,9})[,}]') as version
                              from outbox where blog_id = any(:blogs)) kept
                        where version is not null
                        """).param("blogs", blogs).query(row -> {
            versions.computeIfAbsent(row.getObject("blog_id", UUID.class), blog -> new HashSet<>())
                    .add(row.getInt("version"));
        });
        return versions;
    }
}
