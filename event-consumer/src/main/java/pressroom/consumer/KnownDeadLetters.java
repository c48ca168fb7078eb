package pressroom.consumer;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.KafkaException;

/**
 * The newest dead letters that are in the group's topic now, so that none is written twice. They are read when poison comes after
 * the group's partitions have moved, or after a write whose end is unknown; in between this instance knows what it wrote. Of a
 * letter only its {@link DeadLetterId} is kept.
 */
final class KnownDeadLetters {

    private static final int MOST = 50_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_READ = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> admins;
    private final Map<String, Object> consumers;
    private final ConsumerSettings settings;

    /** With a lock of its own, which is never held while Kafka is asked: the producer's thread adds to it. */
    private final Map<DeadLetterId, Place> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeadLetterId, Place> eldest) {
            return size() > MOST;
        }
    });

    private final Map<TopicPartition, Long> next = new HashMap<>();
    private Uuid sourceId = Uuid.ZERO_UUID;
    private Uuid topicId = Uuid.ZERO_UUID;
    private final AtomicLong doubts = new AtomicLong();
    private long readAfterDoubts = -1;

    /**
     * @param admins what an admin client is told
     * @param consumers what the service's own consumers are told
     */
    KnownDeadLetters(Map<String, Object> admins, Map<String, Object> consumers, ConsumerSettings settings) {
        this.admins = new HashMap<>(admins);
        this.admins.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        this.admins.put("request.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        this.consumers = DeadLetterConsumers.config(consumers, TIMEOUT);
        this.settings = settings;
    }

    /** To be called when others may have written: the group's partitions moved, or a write failed. */
    void doubt() {
        doubts.incrementAndGet();
    }

    /**
     * Reads what must be read; one thread does, others wait for it.
     *
     * @return the source topic's id
     * @throws RuntimeException when Kafka cannot be asked in time; what was read is kept for the next try
     */
    synchronized String refresh() {
        try (Admin admin = Admin.create(admins)) {
            Map<String, TopicDescription> topics = admin.describeTopics(
                            Set.of(settings.topic(), settings.quarantineTopic()))
                    .allTopicNames()
                    .get();
            sourceId = described(topics, settings.topic()).topicId();
            TopicDescription letters = described(topics, settings.quarantineTopic());
            if (!letters.topicId().equals(topicId)) {
                known.clear();
                next.clear();
                topicId = letters.topicId();
                readAfterDoubts = -1;
            }
            forgetDeleted(admin, letters);
        } catch (ExecutionException e) {
            throw new KafkaException("the dead letters cannot be asked for", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the dead letters", e);
        }
        long now = doubts.get();
        if (readAfterDoubts != now) {
            readOn();
            readAfterDoubts = now;
        }
        return sourceId.toString();
    }

    private static TopicDescription described(Map<String, TopicDescription> topics, String name) {
        TopicDescription topic = topics.get(name);
        if (topic == null) {
            throw new KafkaException("Kafka does not describe topic " + name);
        }
        return topic;
    }

    /** Letters that were deleted are not there: a replay may write them again. */
    private void forgetDeleted(Admin admin, TopicDescription letters) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> earliest = letters.partitions().stream()
                .collect(Collectors.toMap(
                        info -> new TopicPartition(letters.name(), info.partition()), info -> OffsetSpec.earliest()));
        admin.listOffsets(earliest).all().get().forEach((partition, begin) -> {
            next.merge(partition, begin.offset(), Math::max);
            known.values()
                    .removeIf(place -> place.partition() == partition.partition() && place.offset() < begin.offset());
        });
    }

    private void readOn() {
        long deadline = System.nanoTime() + LONGEST_READ.toNanos();
        var consumer = new KafkaConsumer<>(consumers, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(next.keySet());
            next.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(next.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException(
                            "the dead letters are not read in time, and are read on with the next try");
                }
                consumer.poll(POLL)
                        .forEach(letter ->
                                known.put(DeadLetterId.of(letter), new Place(letter.partition(), letter.offset())));
                next.replaceAll((partition, offset) -> consumer.position(partition));
            }
        } finally {
            consumer.close(CloseOptions.timeout(TIMEOUT));
        }
    }

    /** Remembers what was written; waits for no refresh. */
    void add(DeadLetterId id, int partition, long offset) {
        known.put(id, new Place(partition, offset));
    }

    /** Poison of this record, by the source topic's id or, in letters of older versions, by its name. */
    boolean contains(String topic, Poison poison) {
        return known.containsKey(DeadLetterId.of(topic, poison.source()))
                || known.containsKey(DeadLetterId.of(poison.source().topic(), poison.source()));
    }

    /** Where a letter lies among the dead letters. */
    private record Place(int partition, long offset) {}
}
