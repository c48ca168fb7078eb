package pressroom.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Lab;
import pressroom.events.BlogPublished;

/** The shortest way from a producer to a committed row: produce, consume, one insert per batch, commit. */
public final class BareWay {
    private static final String TOPIC = "bench-bare";
    private static final int PARTITIONS = 6;
    private static final long HIGHEST_MICROS = 120_000_000;

    private BareWay() {}

    /** Sends so many posts at a rate, and measures from when each was to be sent to when its row is committed. */
    public static Histogram run(Lab lab, Posts posts, double perSecond, int number) throws Exception {
        freshStart(lab);
        Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        Map<String, Long> intended = new ConcurrentHashMap<>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Thread consumer = new Thread(() -> {
            try {
                consume(lab, intended, number, micros);
            } catch (Exception e) {
                failure.set(e);
            }
        });
        consumer.start();
        produce(lab, posts, perSecond, number, intended);
        consumer.join();
        if (failure.get() != null) {
            throw failure.get();
        }
        return micros;
    }

    private static void freshStart(Lab lab) throws Exception {
        lab.execute(
                "counter",
                "drop table if exists bare",
                "create table bare (id bigint generated always as identity, post text)");
        lab.freshTopic(TOPIC, PARTITIONS);
    }

    private static void produce(Lab lab, Posts posts, double perSecond, int number, Map<String, Long> intended)
            throws InterruptedException {
        Map<String, Object> config = new HashMap<>(lab.kafka());
        config.put("acks", "all");
        config.put("compression.type", "none");
        config.put("linger.ms", 0);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(TOPIC);
            long begin = System.nanoTime();
            for (int i = 0; i < number; i++) {
                BlogPublished post = posts.get(i);
                ProducerRecord<byte[], byte[]> record = TopicLoad.record(TOPIC, post);
                long at = begin + (long) (i / perSecond * 1e9);
                for (long early = at - System.nanoTime(); early > 0; early = at - System.nanoTime()) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
                intended.put(post.blogId().toString(), at);
                producer.send(record);
            }
        }
    }

    private static void consume(Lab lab, Map<String, Long> intended, int number, Histogram micros) throws Exception {
        Map<String, Object> config = new HashMap<>(lab.kafka());
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 2_000);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                Connection counter = lab.connect("counter");
                PreparedStatement insert = counter.prepareStatement("insert into bare (post) select unnest(?)")) {
            var all = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            for (int seen = 0; seen < number; ) {
                var records = consumer.poll(Duration.ofMillis(200));
                if (records.isEmpty()) {
                    continue;
                }
                String[] ids = new String[records.count()];
                int i = 0;
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    ids[i++] =
                            new String(record.headers().lastHeader("ce_subject").value());
                }
                insert.setObject(1, ids);
                insert.executeUpdate();
                long now = System.nanoTime();
                for (String id : ids) {
                    micros.recordValue(Math.min(HIGHEST_MICROS, (now - intended.getOrDefault(id, now)) / 1000));
                }
                seen += ids.length;
            }
        }
    }
}
