package pressroom.consumer;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes consumers whose next poll is short while something is uncommitted. The container commits between two polls: were all of
 * them long, the last records of a burst would wait for one's end; were all of them short, an idle consumer would be busy.
 */
final class EventConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    private final Duration commitEvery;

    EventConsumerFactory(Map<String, Object> config, Duration commitEvery) {
        super(config);
        this.commitEvery = commitEvery;
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> config) {
        return new EventConsumer(config);
    }

    private final class EventConsumer extends ExtendedKafkaConsumer {

        private boolean uncommitted;

        EventConsumer(Map<String, Object> config) {
            super(config);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            boolean isShort = uncommitted && commitEvery.compareTo(timeout) < 0;
            ConsumerRecords<byte[], byte[]> records = super.poll(isShort ? commitEvery : timeout);
            uncommitted |= !records.isEmpty();
            return records;
        }

        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            super.commitSync(offsets, timeout);
            uncommitted = false;
        }
    }
}
