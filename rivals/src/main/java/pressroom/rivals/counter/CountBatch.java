package pressroom.rivals.counter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.annotation.Transactional;
import pressroom.events.BlogEvent;
import pressroom.rivals.consumer.Records;

/**
 * Enters a batch's events in the ledger, then adds the differences of those that are new there to their authors' totals, one
 * row for each author: two JDBC batches and one commit.
 *
 * <p>Exact as {@link CountRecord} is. Authors come in the order of their ids, so that two instances that share a partition
 * during a rebalance do not deadlock over them.
 */
class CountBatch {
    private final JdbcTemplate jdbc;

    CountBatch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts one batch. */
    @KafkaListener(topics = "${rivals.topic}", groupId = "${rivals.group}", batch = "true")
    @Transactional
    public void count(List<ConsumerRecord<byte[], byte[]>> records) {
        List<BlogEvent> events = Records.events(records);
        int[] entered = enter(events);
        Map<String, Integer> differences = new TreeMap<>();
        for (int i = 0; i < entered.length; i++) {
            if (entered[i] == 1) {
                BlogEvent event = events.get(i);
                differences.merge(event.authorId(), Difference.of(event), Integer::sum);
            }
        }
        add(differences);
    }

    /** With {@code select} for {@code values}: the driver does not join such statements, and so tells the count of each. */
    private int[] enter(List<BlogEvent> events) {
        return jdbc.batchUpdate(
                """
                insert into ledger as known (blog_id, author_id, version, live)
                select cast(? as uuid), cast(? as text), cast(? as integer), cast(? as boolean)
                on conflict (blog_id) do update
                   set version = excluded.version, live = excluded.live
                 where known.version < excluded.version
                """,
                events.stream()
                        .map(event -> new Object[] {event.blogId(), event.authorId(), event.version(), event.live()})
                        .toList());
    }

    private void add(Map<String, Integer> differences) {
        jdbc.batchUpdate(
                """
                insert into users as known (id, total_blogs)
                values (?, ?)
                on conflict (id) do update
                   set total_blogs = known.total_blogs + excluded.total_blogs
                """,
                differences.entrySet().stream()
                        .map(each -> new Object[] {each.getKey(), each.getValue()})
                        .toList());
    }
}
