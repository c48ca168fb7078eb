package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is sent while a third party has changed the alias or its index is indexed once that is undone, not before. */
class MovedAliasTest extends OnRealServers {

    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired
    RestClient connections;

    private final UUID old = UUID.randomUUID();
    private final String oldWord = Events.uniqueWord();
    private final String atOnce = Events.uniqueWord();
    private final String later = Events.uniqueWord();
    private Map<TopicPartition, Long> committed = Map.of();
    private long deadLetters;

    @BeforeEach
    void anOldPostIsFound() throws Exception {
        Topic.send(Events.published(old, 1, "before", oldWord));
        awaitFound(oldWord, "before");
        awaitAllRead();
        committed = Topic.committed();
        deadLetters = Topic.deadLetters();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasWrittenToAnotherIndexIsIndexedOnceTheAliasIsBack(boolean isReadOn) throws Exception {
        ForeignIndex foreign = ForeignIndex.withoutMapping(connections);
        try {
            if (isReadOn) {
                foreign.takesTheWrites();
            } else {
                foreign.takesTheAlias();
            }
            Topic.send(Events.published(UUID.randomUUID(), 1, "at once", atOnce), Events.unpublished(old, 2));
            awaitUnready(isReadOn ? "must stand for one index" : "has another mapping");
            Topic.send(Events.published(UUID.randomUUID(), 1, "later", later));

            awaitNothingIsCommitted();
        } finally {
            foreign.giveBack();
        }

        awaitFound(atOnce, "at once");
        awaitFound(later, "later");
        awaitNotFound(oldWord);
        assertNothingIsDeadLettered();
    }

    @Test
    void whatWasChangedBesideASecondIndexIsFoundOnceOrNotAtAll() throws Exception {
        UUID edited = UUID.randomUUID();
        Topic.send(Events.published(edited, 1, "first", atOnce));
        awaitFound(atOnce, "first");
        awaitAllRead();
        committed = Topic.committed();
        ForeignIndex foreign = ForeignIndex.withTheSameMapping(connections);
        try {
            foreign.copies(old);
            foreign.copies(edited);
            foreign.isAlsoRead();
            awaitUnready(foreign.name());
            assertThat(api().ids("q", oldWord)).containsExactly(old.toString(), old.toString());
            Topic.send(Events.edited(edited, 2, "second", atOnce), Events.unpublished(old, 2));

            awaitNothingIsCommitted();
        } finally {
            foreign.giveBack();
        }

        awaitFound(atOnce, "second");
        awaitNotFound(oldWord);
        assertNothingIsDeadLettered();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default_pipeline", "final_pipeline"})
    void nothingIsStoredWhileTheIndexNamesAPipeline(String setting) throws Exception {
        name(setting, "\"nowhere\"");
        try {
            awaitUnready("index." + setting);
            Topic.send(Events.published(UUID.randomUUID(), 1, "later", later));

            awaitNothingIsCommitted();
            assertThat(api().ids("q", later)).isEmpty();
        } finally {
            name(setting, "null");
        }

        awaitFound(later, "later");
        assertNothingIsDeadLettered();
    }

    private void name(String setting, String pipeline) throws IOException {
        Request request = new Request("PUT", "/blogs-v1/_settings");
        request.setJsonEntity("{\"index.%s\":%s}".formatted(setting, pipeline));
        connections.performRequest(request);
    }

    private void awaitUnready(String why) {
        await().atMost(SOON).untilAsserted(() -> assertThat(readiness())
                .contains("\"index\":{\"details\":{\"reason\":")
                .contains(why));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        api().get("/actuator/health/readiness").statusCode())
                .isEqualTo(503));
    }

    private void awaitNothingIsCommitted() throws Exception {
        await().atMost(SOON).untilAsserted(() -> assertThat(readiness()).contains("tried again"));
        assertThat(Topic.committed()).allSatisfy((partition, offset) -> assertThat(offset)
                .isLessThanOrEqualTo(committed.getOrDefault(partition, 0L)));
    }

    private void awaitAllRead() {
        await().atMost(SOON).untilAsserted(() -> assertThat(Topic.committed()).isEqualTo(Topic.ends()));
    }

    private void awaitFound(String word, String title) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                        api().found("q", word).get("hits"))
                .singleElement()
                .satisfies(hit -> assertThat(hit.get("title").asString()).isEqualTo(title)));
    }

    private void awaitNotFound(String word) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(api().ids("q", word))
                .isEmpty());
    }

    /** And the group is ready and at the end. */
    private void assertNothingIsDeadLettered() throws Exception {
        awaitAllRead();
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        api().get("/actuator/health/readiness").statusCode())
                .isEqualTo(200));
        assertThat(Topic.deadLetters()).isEqualTo(deadLetters);
    }

    private String readiness() throws Exception {
        return api().getAs("monitor", "/actuator/health/readiness").body();
    }
}
