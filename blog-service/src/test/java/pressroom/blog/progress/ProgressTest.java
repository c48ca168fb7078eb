package pressroom.blog.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.EventSource;
import pressroom.blog.web.EventStreams;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
        properties = {
            "pressroom.streams.heartbeat=1s",
            "pressroom.streams.most=1200",
            "pressroom.streams.per-address=1300"
        })
@Timeout(90)
class ProgressTest extends BlogServiceTest {

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private EventStreams streams;

    @Autowired
    private JdbcClient db;

    @BeforeEach
    void topicExists() {
        onTopic(publish());
    }

    @Test
    void aPostWaitsInEachGroupUntilThatGroupHasPassedIt() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 2)) {
            String id = publish();
            JsonNode place = onTopic(id).get("topic");
            assertThat(Instant.parse(place.get("at").asString()))
                    .isAfter(Instant.now().minusSeconds(60));
            for (int number : List.of(0, 1)) {
                // A look at Kafka that is a moment old does not know the group yet.
                await().until(() -> !state(id, groups.name(number)).isEmpty());
                JsonNode group = group(progress(id), groups.name(number));
                assertThat(group.get("state").asString()).isEqualTo("waiting");
                assertThat(group.get("members").asInt()).isZero();
                assertThat(group.get("waitingSince")).isEqualTo(place.get("at"));
            }

            groups.catchUp(groups.name(0));
            await().until(() -> state(id, groups.name(0)).equals("done"));
            assertThat(state(id, groups.name(1))).isEqualTo("waiting");
            assertThat(progress(id).get("done").asBoolean()).isFalse();

            groups.catchUp(groups.name(1));
            await().until(() -> progress(id).get("done").asBoolean());
            assertThat(progress(id).get("note").isNull()).isTrue();
        }
    }

    @Test
    void aGroupThatIsBehindSaysHowManyRecordsComeFirst() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 1)) {
            String author = newAuthor();
            JsonNode first = onTopic(publish(author)).get("topic");
            publish(author);
            String third = publish(author);
            onTopic(third);
            groups.stand(
                    groups.name(0),
                    first.get("partition").asInt(),
                    first.get("offset").asLong());

            await().untilAsserted(() -> assertThat(group(progress(third), groups.name(0))
                            .path("recordsBefore")
                            .asLong())
                    .isGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void anEditIsFollowedInPlaceOfThePostBeforeIt() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 1)) {
            Api author = as(newAuthor());
            String id = author.post("First", "text").id();
            onTopic(id);
            groups.catchUp(groups.name(0));
            await().until(() -> progress(id).get("done").asBoolean());

            author.put(id, "Second", "text", "If-Match", "\"1\"");
            JsonNode edited = onTopic(id);
            assertThat(edited.get("type").asString()).isEqualTo("BlogEdited");
            assertThat(edited.get("version").asInt()).isEqualTo(2);
            assertThat(edited.get("done").asBoolean()).isFalse();
        }
    }

    @Test
    void aDeadLetterIsToldApartFromAHandledRecord() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 2)) {
            String id = publish();
            JsonNode place = onTopic(id).get("topic");
            groups.deadLetter(
                    groups.name(0),
                    place.get("partition").asInt(),
                    place.get("offset").asLong(),
                    "its title is a poem");
            groups.catchUp(groups.name(0));
            groups.catchUp(groups.name(1));

            await().until(() -> state(id, groups.name(0)).equals("dead-lettered"));
            await().until(() -> state(id, groups.name(1)).equals("done"));
            assertThat(group(progress(id), groups.name(0)).get("reason").asString())
                    .isEqualTo("its title is a poem");
        }
    }

    @Test
    void aStreamTellsEachChangeAndEndsWhenAllGroupsAreDone() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 2)) {
            String id = publish();
            try (EventSource stream = asReader().watch("/api/blogs/" + id + "/progress")) {
                await().until(() ->
                        !stream.last("progress").path("topic").path("offset").isMissingNode());
                groups.catchUp(groups.name(0));
                await().until(() -> group(stream.last("progress"), groups.name(0))
                        .path("state")
                        .asString("")
                        .equals("done"));
                assertThat(stream.isEnded()).isFalse();

                groups.catchUp(groups.name(1));
                await().until(stream::isEnded);
                JsonNode last = stream.last("done");
                assertThat(last.get("done").asBoolean()).isTrue();
                for (int number : List.of(0, 1)) {
                    assertThat(group(last, groups.name(number)).get("doneAt").isNull())
                            .isFalse();
                }
                assertThat(stream.events())
                        .extracting(EventSource.Event::name)
                        .containsOnlyOnce("done")
                        .endsWith("done");
                assertThat(stream.events()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aThousandWatchersCostOneLookAtATimeAndAreAllTold() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 1)) {
            List<String> ids = IntStream.range(0, 20).mapToObj(i -> publish()).toList();
            ids.forEach(this::onTopic);
            try (Readers readers = new Readers()) {
                readers.open(1_100, i -> asReader().watch("/api/blogs/" + ids.get(i % 20) + "/progress"));
                readers.awaitEach("has been told", stream -> !stream.events().isEmpty());

                double looks = looks();
                double questions = connectionsTaken();
                long began = System.nanoTime();
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                double seconds = (System.nanoTime() - began) / 1e9;
                assertThat(looks() - looks).isBetween(1.0, seconds * 4 + 2);
                // The relay's own polls are among them; a question for each watcher would be thousands.
                assertThat(connectionsTaken() - questions).isLessThan(200);

                groups.catchUp(groups.name(0));
                readers.awaitEach("has ended", EventSource::isEnded);
                readers.awaitEach(
                        "was told the end",
                        stream -> stream.last("done").path("done").asBoolean());
                await().until(() -> open() == 0);
                double after = looks();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> looks() - after <= 1);
            }
        }
    }

    @Test
    void readersWhoGoAwayAreForgottenAndTooManyAreAskedToComeAgain() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 1)) {
            String path = "/api/blogs/" + publish() + "/progress";
            try (Readers readers = new Readers()) {
                readers.open(1_200, i -> asReader().watch(path));
                readers.awaitEach("is open", EventSource::isOpen);
                assertThat(open()).isEqualTo(1_200);

                Api.Answer refused =
                        asReader().send("GET", path, BodyPublishers.noBody(), "Accept", "text/event-stream");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("10");
                assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> open() == 0);
        }
    }

    @Test
    void aServiceThatStopsEndsItsStreamsAndGivesNobodyAnother() {
        String path = "/api/blogs/" + publish() + "/progress";
        try (EventSource stream = asReader().watch(path)) {
            await().until(stream::isOpen);
            streams.stop();
            try {
                await().until(stream::isEnded);
                Api.Answer refused =
                        asReader().send("GET", path, BodyPublishers.noBody(), "Accept", "text/event-stream");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("10");
                assertThat(open()).isZero();
            } finally {
                streams.start();
            }
        }
    }

    @Test
    void aBlogThatDoesNotExistIsNotFoundInEitherForm() {
        String path = "/api/blogs/" + UUID.randomUUID() + "/progress";

        assertThat(asReader().get(path).status()).isEqualTo(404);
        Api.Answer stream = asReader().send("GET", path, BodyPublishers.noBody(), "Accept", "text/event-stream");
        assertThat(stream.status()).isEqualTo(404);
        assertThat(stream.text("detail")).contains("no blog");
    }

    @Test
    void aPostWhoseOutboxRowsWereDroppedIsSaidToBeDone() throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 1)) {
            String id = publish();
            onTopic(id);
            groups.catchUp(groups.name(0));
            db.sql(
                            "delete from relay_rounds where outbox_ids && (select array_agg(id) from outbox where blog_id = :id)")
                    .param("id", UUID.fromString(id))
                    .update();
            db.sql("delete from outbox where blog_id = :id")
                    .param("id", UUID.fromString(id))
                    .update();

            await().untilAsserted(() -> {
                JsonNode progress = progress(id);
                assertThat(progress.get("type").asString()).isEqualTo("BlogPublished");
                assertThat(progress.get("topic").get("name").asString()).isEqualTo("blog-events");
                assertThat(progress.get("topic").get("offset").isNull()).isTrue();
                assertThat(progress.get("done").asBoolean()).isTrue();
            });
        }
    }

    private String publish() {
        return publish(newAuthor());
    }

    private String publish(String author) {
        return as(author).post("Title", "text").id();
    }

    private JsonNode progress(String id) {
        Api.Answer answer = asReader().get("/api/blogs/" + id + "/progress");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode onTopic(String id) {
        await().until(() -> progress(id).get("topic").isObject());
        return progress(id);
    }

    private String state(String id, String group) {
        return group(progress(id), group).path("state").asString("");
    }

    private static JsonNode group(JsonNode progress, String name) {
        return progress.path("groups")
                .valueStream()
                .filter(group -> group.get("group").asString().equals(name))
                .findFirst()
                .orElse(progress.path("none"));
    }

    private double open() {
        return meters.get("pressroom.streams.open").gauge().value();
    }

    private double looks() {
        return meters.get("pressroom.progress.looks").counter().count();
    }

    private double connectionsTaken() {
        return meters.get("hikaricp.connections.acquire").timer().count();
    }
}
