package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import pressroom.events.BlogEvent;
import pressroom.events.CloudEvent;
import pressroom.events.CloudEventHeaders;
import pressroom.events.EventCodec;
import pressroom.events.EventType;

/** From a record on the topic to an answer over HTTP, also when the index is in trouble. */
class ThroughKafkaTest extends OnRealServers {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String DEAD_LETTERS = "blog-events.search-indexer.dlt";

    @Autowired
    BlogsIndex index;

    @Autowired
    GroupOffsets offsets;

    @Autowired
    ConcurrentMessageListenerContainer<byte[], byte[]> consumer;

    private final UUID id = UUID.randomUUID();
    private final String word = Events.uniqueWord();

    @Test
    void aPublishedPostIsFoundAndAnUnpublishedOneIsNot() throws Exception {
        send(Events.published(id, 1, "t", word));
        awaitFound(word);

        send(Events.unpublished(id, 2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api().ids("q", word)).isEmpty());
        assertThat(api().get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedPostIsQuarantinedAloneWithItsReason() throws Exception {
        long before = deadLetters();

        send(Events.published(UUID.randomUUID(), 1, "t", "x", "x".repeat(40_000)), Events.published(id, 1, "t", word));

        awaitFound(word);
        await().atMost(SOON).untilAsserted(() -> assertThat(deadLetters()).isEqualTo(before + 1));
    }

    @Test
    void aWriteBlockedIndexIsWaitedForAndNothingIsDeadLettered() throws Exception {
        send(Events.published(UUID.randomUUID(), 1, "t", Events.uniqueWord()));
        long before = deadLetters();
        block(true);
        try {
            send(Events.published(id, 1, "t", word));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(readiness()).contains("cluster_block_exception", "tried again"));
            assertThat(api().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(api().found("q", word).get("total").asInt()).isZero();
        } finally {
            block(false);
        }

        awaitFound(word);
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    void aLostIndexIsBuiltAnewFromTheBeginningOfTheTopic() throws Exception {
        String afterLoss = Events.uniqueWord();
        send(Events.published(id, 1, "t", word));
        awaitFound(word);

        elasticsearch.indices().delete(delete -> delete.index("blogs-v1"));
        send(Events.published(UUID.randomUUID(), 1, "t", afterLoss));
        await().atMost(SOON).untilAsserted(() -> assertThat(readiness())
                .contains("the alias is missing", "index_not_found_exception"));
        assertThat(api().search("q", word).statusCode()).isEqualTo(503);
        assertThatThrownBy(index::prepare)
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("stop all its instances");
        assertThat(index.aliasExists()).isFalse();

        consumer.stop();
        // Its thread may still be waiting for the index; only then does it leave the group.
        await().atMost(SOON).untilAsserted(() -> assertThatThrownBy(
                        () -> withAnalyzer("english").prepare())
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("analyzer [english] has not been configured"));
        index.prepare();
        consumer.start();

        awaitFound(word);
        awaitFound(afterLoss);
        assertThatThrownBy(() -> withAnalyzer("simple").prepare())
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("another mapping");
    }

    private BlogsIndex withAnalyzer(String analyzer) {
        return new BlogsIndex(
                elasticsearch,
                new IndexSettings("blogs", "blogs-v1", 1, 0, Duration.ofSeconds(1), analyzer, Duration.ofSeconds(5)),
                offsets);
    }

    private void awaitFound(String wanted) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                        api().found("q", wanted).get("total").asInt())
                .isEqualTo(1));
    }

    private String readiness() throws Exception {
        return api().getAs("monitor", "/actuator/health/readiness").body();
    }

    private void block(boolean blocked) throws Exception {
        elasticsearch.indices().putSettings(put -> put.index("blogs-v1")
                .settings(index -> index.blocks(blocks -> blocks.write(blocked))));
    }

    private static void send(CloudEvent... events) throws Exception {
        Map<String, Object> properties = new HashMap<>(STACK.kafkaAdminProperties());
        properties.put("acks", "all");
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
            for (CloudEvent event : events) {
                producer.send(record(event)).get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(CloudEvent event) {
        BlogEvent data = event.data();
        var record = new ProducerRecord<>(TOPIC, EventCodec.key(data), EventCodec.encode(data));
        CloudEventHeaders.of(event.id(), EventType.of(data).ceType(), data.blogId(), event.time(), null)
                .forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }

    private static long deadLetters() throws Exception {
        try (Admin admin = Admin.create(STACK.kafkaAdminProperties())) {
            if (!admin.listTopics().names().get().contains(DEAD_LETTERS)) {
                return 0;
            }
            TopicPartition only = new TopicPartition(DEAD_LETTERS, 0);
            return admin.listOffsets(Map.of(only, OffsetSpec.latest()))
                    .partitionResult(only)
                    .get()
                    .offset();
        }
    }
}
