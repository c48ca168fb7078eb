package pressroom.rivals.index;

import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import pressroom.events.BlogEvent;
import pressroom.rivals.consumer.Records;

/** Sends each record's post and waits until it is in the index. */
class IndexRecord {
    private final Posts posts;

    IndexRecord(Posts posts) {
        this.posts = posts;
    }

    /** Indexes one record. */
    @KafkaListener(topics = "${rivals.topic}", groupId = "${rivals.group}")
    public void index(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Optional<BlogEvent> event = Records.event(record);
        if (event.isPresent()) {
            posts.put(Post.after(event.get()));
        }
    }
}
