package pressroom.blog.outbox;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The topics that had the topic's name, one after the other. */
@Repository
class SeenTopics {

    private final JdbcClient db;

    SeenTopics(JdbcClient db) {
        this.db = db;
    }

    /**
     * Keeps that this is the topic now. One that comes back is the newest again: what was sent in between is not on it.
     *
     * @return whether it was not the newest one before
     */
    boolean add(TopicIdentity topic) {
        return db.sql("""
                        insert into relay_topics (cluster_id, topic_id) values (:clusterId, :topicId)
                        on conflict (cluster_id, topic_id) do update set first_seen_at = clock_timestamp()
                        where relay_topics.first_seen_at < (select max(first_seen_at) from relay_topics)
                        """)
                        .param("clusterId", topic.clusterId())
                        .param("topicId", topic.topicId())
                        .update()
                == 1;
    }

    /** The newest one; empty before Kafka was seen. */
    Optional<TopicSeen> newest() {
        return db.sql("""
                        select cluster_id, topic_id, first_seen_at, count(*) over () - 1 as earlier
                        from relay_topics order by first_seen_at desc limit 1
                        """)
                .query((row, i) -> new TopicSeen(
                        row.getString("cluster_id"),
                        row.getString("topic_id"),
                        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                        row.getInt("earlier")))
                .optional();
    }
}
