package pressroom.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Select, send, flush: all that any relay must do, and nothing of what makes it safe. */
public final class RawRelay {
    private static final int ROWS = 2_000;

    private RawRelay() {}

    /** Sends the outbox from its first row to its last. */
    public static void run(Connection blog, Map<String, Object> client, String topic, AtomicLong sent)
            throws SQLException {
        Map<String, Object> config = new HashMap<>(client);
        config.put("acks", "all");
        config.put("compression.type", "none");
        config.put("linger.ms", 0);
        config.put("batch.size", 256 * 1024);
        config.put("buffer.memory", 64L * 1024 * 1024);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                PreparedStatement select = blog.prepareStatement("""
                        select id, event_id, ce_type, blog_id, author_id, occurred_at::text, payload, o.xid::text as row_xid
                        from outbox o where (o.xid, o.id) > (cast(? as xid8), ?) order by o.xid, o.id limit
                        """ + ROWS)) {
            String xid = "0";
            long last = -1;
            while (true) {
                int rows = 0;
                select.setString(1, xid);
                select.setLong(2, last);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        last = row.getLong(1);
                        xid = row.getString(8);
                        producer.send(record(topic, row));
                        rows++;
                    }
                }
                if (rows == 0) {
                    return;
                }
                producer.flush();
                sent.addAndGet(rows);
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, ResultSet row) throws SQLException {
        var record = new ProducerRecord<>(topic, row.getString(5).getBytes(UTF_8), row.getBytes(7));
        TopicLoad.header(record, "ce_specversion", "1.0");
        TopicLoad.header(record, "ce_id", row.getString(2));
        TopicLoad.header(record, "ce_source", "/blog-service");
        TopicLoad.header(record, "ce_type", row.getString(3));
        TopicLoad.header(record, "ce_subject", row.getString(4));
        TopicLoad.header(record, "ce_time", row.getString(6));
        TopicLoad.header(record, "content-type", "application/json");
        return record;
    }
}
