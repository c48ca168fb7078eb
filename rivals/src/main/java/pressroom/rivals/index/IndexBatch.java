package pressroom.rivals.index;

import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import pressroom.events.BlogEvent;
import pressroom.rivals.consumer.Records;

/** Gives a batch's posts to the ingester, which sends them while more are added, and waits until all are in the index. */
class IndexBatch {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BulkIngester<PendingBatch> ingester;

    IndexBatch(BulkIngester<PendingBatch> ingester) {
        this.ingester = ingester;
    }

    /** Indexes one batch. */
    @KafkaListener(topics = "${rivals.topic}", groupId = "${rivals.group}", batch = "true")
    public void index(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<BlogEvent> events = Records.events(records);
        PendingBatch batch = new PendingBatch(events.size());
        for (BlogEvent event : events) {
            ingester.add(operation(Post.after(event)), batch);
        }
        ingester.flush();
        batch.await(PATIENCE);
    }

    private static BulkOperation operation(Post post) {
        return BulkOperation.of(bulk -> bulk.index(index -> index.id(post.id())
                .version((long) post.version())
                .versionType(VersionType.External)
                .document(post)));
    }
}
