package pressroom.rivals.counter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.annotation.Transactional;
import pressroom.events.BlogEvent;
import pressroom.rivals.consumer.Records;

/**
 * Enters an event in the ledger and, if it is new there, adds its difference to the author's total: two statements and a commit
 * for each record.
 *
 * <p>Exact under redelivery, since both change together or not at all. A later version that came before an earlier one would
 * be counted wrongly, but an author's events share a partition and so keep their order.
 */
class CountRecord {
    private final JdbcClient jdbc;

    CountRecord(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts one record. */
    @KafkaListener(topics = "${rivals.topic}", groupId = "${rivals.group}")
    @Transactional
    public void count(ConsumerRecord<byte[], byte[]> record) {
        Records.event(record).filter(this::enter).ifPresent(this::add);
    }

    private boolean enter(BlogEvent event) {
        return jdbc.sql("""
                        insert into ledger as known (blog_id, author_id, version, live)
                        values (:blogId, :authorId, :version, :live)
                        on conflict (blog_id) do update
                           set version = excluded.version, live = excluded.live
                         where known.version < excluded.version
                        """)
                        .param("blogId", event.blogId())
                        .param("authorId", event.authorId())
                        .param("version", event.version())
                        .param("live", event.live())
                        .update()
                == 1;
    }

    private void add(BlogEvent event) {
        jdbc.sql("""
                        insert into users as known (id, total_blogs)
                        values (:authorId, :difference)
                        on conflict (id) do update
                           set total_blogs = known.total_blogs + excluded.total_blogs
                        """)
                .param("authorId", event.authorId())
                .param("difference", Difference.of(event))
                .update();
    }
}
