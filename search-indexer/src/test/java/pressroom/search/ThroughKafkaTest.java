package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** From a record on the topic to an answer over HTTP, also when the index is in trouble. */
class ThroughKafkaTest extends OnRealServers {

    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired
    BlogsIndex index;

    @Autowired
    ConcurrentMessageListenerContainer<byte[], byte[]> consumer;

    private final UUID id = UUID.randomUUID();
    private final String word = Events.uniqueWord();

    @Test
    void aPublishedPostIsFoundAndAnUnpublishedOneIsNot() throws Exception {
        Topic.send(Events.published(id, 1, "t", word));
        awaitFound(word);

        Topic.send(Events.unpublished(id, 2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api().ids("q", word)).isEmpty());
        assertThat(api().get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedPostIsQuarantinedAloneWithItsReason() throws Exception {
        long before = Topic.deadLetters();

        Topic.send(
                Events.published(UUID.randomUUID(), 1, "t", "x", "x".repeat(40_000)),
                Events.published(id, 1, "t", word));

        awaitFound(word);
        await().atMost(SOON).untilAsserted(() -> assertThat(Topic.deadLetters()).isEqualTo(before + 1));
    }

    @Test
    void aWriteBlockedIndexIsWaitedForAndNothingIsDeadLettered() throws Exception {
        Topic.send(Events.published(UUID.randomUUID(), 1, "t", Events.uniqueWord()));
        long before = Topic.deadLetters();
        block(true);
        try {
            Topic.send(Events.published(id, 1, "t", word));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(readiness()).contains("cluster_block_exception", "tried again"));
            assertThat(api().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(api().found("q", word).get("total").asInt()).isZero();
        } finally {
            block(false);
        }

        awaitFound(word);
        assertThat(Topic.deadLetters()).isEqualTo(before);
    }

    @Test
    void aLostIndexIsBuiltAnewFromTheBeginningOfTheTopic() throws Exception {
        String afterLoss = Events.uniqueWord();
        Topic.send(Events.published(id, 1, "t", word));
        awaitFound(word);

        elasticsearch.indices().delete(delete -> delete.index("blogs-v1"));
        Topic.send(Events.published(UUID.randomUUID(), 1, "t", afterLoss));
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
}
