package pressroom.blog.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * By partition, the offset up to which this database knows the topic: what lies behind it is compared with the
 * database. Nothing is known of a topic that took the place of the one that the position is of.
 */
@Repository
class KnownEnds {

    private final JdbcClient db;

    KnownEnds(JdbcClient db) {
        this.db = db;
    }

    /**
     * Those that are stored beside the position. A position that was never checked, as in a dump of an earlier
     * version, has none: then the round log tells where its events went, and a partition to which none of them went is
     * read from its start.
     *
     * @param found the topic as it is
     * @param ends of that topic
     */
    List<Long> of(Standing standing, TopicIdentity found, List<Long> ends) {
        if (standing.topicId() == null) {
            Map<Integer, Long> logged = logged();
            return logged.isEmpty() ? ends : filled(logged, ends.size());
        }
        return standing.isOfTopic(found) ? standing.topicEnds() : ends;
    }

    /** The same, or those of before a forced end of a suspension: what was found then is still not settled. */
    List<Long> toRecoverFrom(Standing standing, TopicIdentity found, List<Long> ends) {
        List<Long> known = of(standing, found, ends);
        return db.sql("select recover_from from relay_position where recover_topic_id = :topic")
                .param("topic", found.topicId())
                .query((row, i) -> Standings.ends(row.getArray("recover_from")))
                .optional()
                .map(before -> lower(before, known))
                .orElse(known);
    }

    private static List<Long> lower(List<Long> one, List<Long> other) {
        List<Long> lower = new ArrayList<>();
        for (int partition = 0; partition < Math.min(one.size(), other.size()); partition++) {
            lower.add(Math.min(one.get(partition), other.get(partition)));
        }
        return lower;
    }

    private static List<Long> filled(Map<Integer, Long> logged, int partitions) {
        List<Long> ends = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.add(logged.getOrDefault(partition, 0L));
        }
        return ends;
    }

    /** The version before the round log kept the same in "relayed". */
    private Map<Integer, Long> logged() {
        Map<Integer, Long> ends = new TreeMap<>();
        db.sql("""
                        select topic_partition, max(topic_offset) + 1 as known_end
                        from (select topic_partition, topic_offset from relayed
                              union all
                              select unnest(topic_partitions), unnest(topic_offsets) from relay_rounds) places
                        group by topic_partition
                        """).query(row -> {
            ends.put(row.getInt("topic_partition"), row.getLong("known_end"));
        });
        return ends;
    }
}
