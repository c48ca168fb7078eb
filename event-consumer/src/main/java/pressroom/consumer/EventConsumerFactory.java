package pressroom.consumer;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes consumers whose next poll is short while something is uncommitted. The container commits between two polls: were all of
 * them long, the last records of a burst would wait for one's end; were all of them short, an idle consumer would be busy. Where a
 * consumer reads on, and what its commits carry, is for its {@link Positions} to say.
 */
final class EventConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(EventConsumerFactory.class);
    private static final Duration COMMIT = Duration.ofSeconds(10);

    private final ConsumerSettings settings;
    private final ThreadLocal<Isolation> isolation;
    private final GroupGaps gaps;

    private EventConsumerFactory(
            Map<String, Object> config, ConsumerSettings settings, ThreadLocal<Isolation> isolation, GroupGaps gaps) {
        super(config);
        this.settings = settings;
        this.isolation = isolation;
        this.gaps = gaps;
    }

    /** A copy of the application's own factory, with what a group needs. */
    @SuppressWarnings(
            "unchecked") // Boot's factory is declared for any types; ours follow from the deserializers set here.
    static ConsumerFactory<byte[], byte[]> of(
            ConsumerFactory<?, ?> consumers,
            ConsumerSettings settings,
            ThreadLocal<Isolation> isolation,
            GroupGaps gaps) {
        var factory = (DefaultKafkaConsumerFactory<byte[], byte[]>) consumers;
        Map<String, Object> config = new HashMap<>(factory.getConfigurationProperties());
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // Kafka's own reset skips what was deleted without a word: see Positions.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize());
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An answer of many megabytes lies among the old objects, and each costs a collection of the whole heap. This
        // is a thousand usual posts, enough for one batch; a longer record is fetched all the same.
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * 1024 * 1024);
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024 * 1024);
        // As large as the system makes it: a whole answer comes in while the last one is handled. With Kafka's 64 kB
        // most of it would stay with the broker until somebody polls.
        config.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        // How often a member that has nothing to do asks; records that come are answered with at once.
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        putTimesOfMembership(config);
        // A topic that appears after us, and new partitions, are noticed within seconds instead of five minutes.
        config.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        factory = new EventConsumerFactory(config, settings, isolation, gaps);
        ((DefaultKafkaConsumerFactory<byte[], byte[]>) consumers).getListeners().forEach(factory::addListener);
        return factory;
    }

    /** In the newer protocol (KIP-848) the broker sets both, and a consumer that brings them is refused by its own client. */
    private static void putTimesOfMembership(Map<String, Object> config) {
        Object protocol = config.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        if (protocol == null || protocol.toString().equalsIgnoreCase(GroupProtocol.CLASSIC.name())) {
            // A killed member's partitions wait this long for another one, and so does the member itself when it comes
            // back.
            config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
            config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        }
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> config) {
        return new EventConsumer(config);
    }

    private final class EventConsumer extends ExtendedKafkaConsumer {

        private final Positions positions = new Positions(this, settings.group(), gaps, Clock.systemUTC());
        private boolean uncommitted;

        EventConsumer(Map<String, Object> config) {
            super(config);
            gaps.join(positions);
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            super.subscribe(topics, new PositionsListener(positions, listener));
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            boolean isShort = uncommitted && settings.commitEvery().compareTo(timeout) < 0;
            Duration patience = isShort ? settings.commitEvery() : timeout;
            ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
            try {
                commitChangedGaps();
                Isolation mine = isolation.get();
                records = mine.isActive() ? mine.poll(this, super::poll, patience) : super.poll(patience);
            } catch (NoOffsetForPartitionException e) {
                positions.begin(e.partitions());
            } catch (OffsetOutOfRangeException e) {
                positions.resume(e);
            }
            uncommitted |= !records.isEmpty();
            return records;
        }

        private void commitChangedGaps() {
            try {
                Map<TopicPartition, OffsetAndMetadata> changed = positions.uncommitted();
                if (!changed.isEmpty()) {
                    commitSync(changed, COMMIT);
                }
            } catch (ApiException | CommitFailedException e) {
                // The next poll tries again. This one may have to join the group anew first.
                log.warn("Group {} could not commit its gaps: {}", settings.group(), e.toString());
            }
        }

        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            Map<TopicPartition, OffsetAndMetadata> amended = positions.amended(offsets);
            super.commitSync(amended, timeout);
            positions.committed(amended);
            uncommitted = false;
        }

        @Override
        public void close() {
            try {
                super.close();
            } finally {
                gaps.leave(positions);
            }
        }

        @Override
        public void close(CloseOptions options) {
            try {
                super.close(options);
            } finally {
                gaps.leave(positions);
            }
        }
    }
}
