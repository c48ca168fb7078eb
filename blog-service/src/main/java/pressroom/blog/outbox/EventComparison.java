package pressroom.blog.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
import pressroom.events.EventCodec;
import pressroom.events.Header;
import pressroom.events.MalformedEvent;

/** Finds an event of the topic that this database does not know: the database went back in time, or is another one. */
@Repository
class EventComparison {

    private final JdbcClient db;

    EventComparison(JdbcClient db) {
        this.db = db;
    }

    /**
     * What the first event says that the database contradicts. An event that is in the outbox was committed here. Of
     * others, whose rows may have been dropped long ago, the version tells: it must not be above the blog's, nor be
     * another event's.
     */
    Optional<String> contradiction(List<TopicRecords.Placed> events) {
        UUID[] blogs = events.stream()
                .map(placed -> placed.event().data().blogId())
                .distinct()
                .toArray(UUID[]::new);
        Set<UUID> known = knownEvents(blogs);
        List<TopicRecords.Placed> unknown = events.stream()
                .filter(placed -> !known.contains(placed.event().id()))
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        UUID[] doubtful = unknown.stream()
                .map(placed -> placed.event().data().blogId())
                .distinct()
                .toArray(UUID[]::new);
        Map<UUID, Integer> versions = versions(doubtful);
        Map<UUID, Set<Integer>> sent = versionsInOutbox(doubtful);
        return unknown.stream()
                .map(placed -> contradiction(placed, versions, sent))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> contradiction(
            TopicRecords.Placed placed, Map<UUID, Integer> versions, Map<UUID, Set<Integer>> sent) {
        CloudEvent event = placed.event();
        UUID blog = event.data().blogId();
        int version = event.data().version();
        int stored = versions.getOrDefault(blog, 0);
        String where = "the record at partition %d, offset %d has version %d of blog %s"
                .formatted(placed.partition(), placed.offset(), version, blog);
        if (version > stored) {
            return Optional.of(
                    where + (stored == 0 ? ", which the database lacks" : ", and the database has version " + stored));
        }
        if (sent.getOrDefault(blog, Set.of()).contains(version)) {
            return Optional.of(
                    "%s as event %s, and the database has another event of that version".formatted(where, event.id()));
        }
        return Optional.empty();
    }

    private Set<UUID> knownEvents(UUID[] blogs) {
        return new HashSet<>(db.sql("select event_id from outbox where blog_id = any(:blogs)")
                .param("blogs", blogs)
                .query(UUID.class)
                .list());
    }

    private Map<UUID, Integer> versions(UUID[] blogs) {
        Map<UUID, Integer> versions = new HashMap<>();
        db.sql("select id, version from blogs where id = any(:blogs)")
                .param("blogs", blogs)
                .query(row -> {
                    versions.put(row.getObject("id", UUID.class), row.getInt("version"));
                });
        return versions;
    }

    private Map<UUID, Set<Integer>> versionsInOutbox(UUID[] blogs) {
        Map<UUID, Set<Integer>> versions = new HashMap<>();
        db.sql("""
                        select event_id, ce_type, blog_id, author_id, occurred_at, traceparent, payload
                        from outbox where blog_id = any(:blogs)
                        """).param("blogs", blogs).query(row -> {
            Integer version = version(row);
            if (version != null) {
                versions.computeIfAbsent(row.getObject("blog_id", UUID.class), blog -> new HashSet<>())
                        .add(version);
            }
        });
        return versions;
    }

    private static @Nullable Integer version(ResultSet row) throws SQLException {
        OutboxRow kept = OutboxRow.of(new RelayPosition("0", 0), row);
        var record = kept.toRecord("any");
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        try {
            return EventCodec.decode(record.key(), headers, record.value())
                    .map(event -> event.data().version())
                    .orElse(null);
        } catch (MalformedEvent e) {
            return null;
        }
    }
}
