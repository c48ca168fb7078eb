package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEvent;
import tools.jackson.databind.JsonNode;

class SearchTest extends OnRealServers {

    private final UUID id = UUID.randomUUID();
    /** Sets this test's posts apart from all others. */
    private final String tag = Events.uniqueWord();

    @BeforeEach
    void indexIsThere() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> elasticsearch
                .indices()
                .existsAlias(alias -> alias.name("blogs"))
                .value());
    }

    @Test
    void aHitTellsThePostAndWhereItsWordsAre() throws Exception {
        index(Events.published(id, 1, "Title & <b>", "Intro.\n\nThe **relay** reads the [outbox](http://x.y).", tag));

        JsonNode result = api().found("q", "outbox", "tag", tag);

        assertThat(result.propertyNames()).containsExactly("total", "hits", "next");
        assertThat(result.get("total").asInt()).isEqualTo(1);
        assertThat(result.get("next").isNull()).isTrue();
        JsonNode hit = result.at("/hits/0");
        assertThat(hit.propertyNames())
                .containsExactlyInAnyOrder("id", "title", "authorId", "tags", "publishedAt", "snippet");
        assertThat(hit.get("title").asString()).isEqualTo("Title & <b>");
        assertThat(hit.get("authorId").asString()).isEqualTo("ada");
        assertThat(hit.get("publishedAt").asString()).isEqualTo("2026-01-02T12:00:00Z");
        assertThat(hit.get("snippet").asString()).endsWith("The relay reads the <em>outbox</em>.");
    }

    @Test
    void aHitInTheTitleShowsTheBeginningOfThePost() throws Exception {
        index(Events.published(id, 1, "Backpressure", "It *begins* here.", tag));

        assertThat(api().found("q", "backpressure", "tag", tag)
                        .at("/hits/0/snippet")
                        .asString())
                .isEqualTo("It begins here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"transcational outbox", "transactional outbx", "rtansactional Outbox", "transactional relayed"})
    void twoWordsWithOneTypoFindThePost(String question) throws Exception {
        index(Events.published(id, 1, "The transactional pattern", "An outbox that is realyed in order.", tag));

        assertThat(api().ids("q", question, "tag", tag)).containsExactly(id.toString());
    }

    @Test
    void wordsAsWrittenComeBeforeTypos() throws Exception {
        UUID exact = UUID.randomUUID();
        index(
                Events.published(id, 1, "kafkas kafkas", "kafkas", tag),
                Events.published(
                        exact, 1, "long", "many words around kafka in a long text " + "and so on ".repeat(50), tag));

        assertThat(api().ids("q", "kafka", "tag", tag)).containsExactly(exact.toString(), id.toString());
    }

    @Test
    void emphasisedWordsAreFoundWithoutTheirUnderscores() throws Exception {
        index(Events.published(id, 1, "t", "what is _go_ and __do it__", tag));

        assertThat(api().ids("q", "go do", "tag", tag)).containsExactly(id.toString());
        assertThat(api().found("q", "go", "tag", tag).at("/hits/0/snippet").asString())
                .contains("<em>go</em>");
    }

    @Test
    void filtersAreExact() throws Exception {
        UUID other = UUID.randomUUID();
        index(
                Events.published(id, 1, "t", "same words", tag, "Big Tag"),
                Events.event(new BlogPublished(
                        other, 1, "grace-" + tag, "t", "same words", List.of(tag), Events.NOON, Events.NOON)));

        assertThat(api().ids("author", "grace-" + tag)).containsExactly(other.toString());
        assertThat(api().ids("q", "same", "tag", tag, "author", "ada")).containsExactly(id.toString());
        assertThat(api().ids("tag", "Big Tag", "author", "grace-" + tag)).isEmpty();
        assertThat(api().ids("tag", tag.substring(0, 10))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alike"})
    void pagesFollowEachOtherWithoutGapOrRepeat(String question) throws Exception {
        List<CloudEvent> events = new ArrayList<>();
        List<String> newestFirst = new ArrayList<>();
        long high = UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE;
        for (int i = 0; i < 25; i++) {
            UUID blog = new UUID(high, i);
            // Pairs share their time, so that only the id tells them apart.
            Instant time = Events.NOON.minusSeconds(i / 2);
            events.add(Events.event(new BlogPublished(blog, 1, "pager", "alike", "alike", List.of(tag), time, time)));
            newestFirst.add(blog.toString());
        }
        index(events);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api().found("q", question, "tag", tag, "limit", "4", "cursor", cursor);
            assertThat(page.get("total").asInt()).isEqualTo(25);
            seen.addAll(SearchApi.ids(page));
            cursor = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(newestFirst);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*:*",
                "_exists_:title",
                "/(a+)+$/",
                "title:*",
                "\"unclosed",
                "AND OR NOT (",
                "{\"match_all\":{}}",
                "blogs-v1,*",
                "../_cluster/health",
                "%00",
                "\u0000",
                "<script>",
                "🎉🎉"
            })
    void queryLanguageIsText(String question) throws Exception {
        index(Events.published(id, 1, "plain", "nothing of it", tag));

        assertThat(api().ids("q", question, "tag", tag)).isEmpty();
    }

    @Test
    void aVeryLongQuestionIsRefused() throws Exception {
        HttpResponse<String> tooLong = api().search("q", "word ".repeat(300));
        HttpResponse<String> huge = api().search("q", "word ".repeat(10_000));

        assertProblem(tooLong, 400, "1000 characters");
        assertThat(huge.statusCode()).isBetween(400, 431);
        assertThat(huge.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void theWorstAllowedQuestionIsAnsweredInTime() throws Exception {
        for (String unit : List.of("a ", "a,", "1.", "新", "aa:b ", "_a", "qwertyuiop ")) {
            String worst = unit.repeat(Question.LONGEST / unit.length());
            long start = System.nanoTime();

            assertThat(api().search("q", worst).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void badParametersAreProblems() throws Exception {
        assertProblem(api().search("limit", "1e9"), 400, "limit");
        assertProblem(api().search("limit", "1000000000"), 400, "limit");
        assertProblem(api().search("cursor", "Zm9yZ2Vk"), 400, "cursor");
        assertProblem(api().search("q", "x", "cursor", new Cursor(null, 1, id).toString()), 400, "cursor");
        assertProblem(api().get("/api/nothing"), 404, "");
        assertProblem(api().get("/api/search/blogs-v1"), 404, "");
    }

    @Test
    void aPostLongerThanTheAnalyzedLimitIsFoundAndHighlighted() throws Exception {
        String body = "lorem ipsum dolor ".repeat(58_000) + " needleattheend";
        index(Events.published(id, 1, "long", body, tag));

        JsonNode hit = api().found("q", "needleattheend", "tag", tag).at("/hits/0");

        assertThat(hit.get("id").asString()).isEqualTo(id.toString());
        assertThat(hit.get("snippet").asString())
                .contains("<em>needleattheend</em>")
                .hasSizeLessThan(1_000);
    }

    @Test
    void onlyHealthAndMetricsAreExposed() throws Exception {
        assertThat(api().get("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(api().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(api().get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(api().get("/actuator/heapdump").statusCode()).isEqualTo(404);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String words) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(SearchApi.json(response).get("status").asInt()).isEqualTo(status);
        assertThat(response.body()).contains(words).doesNotContain("Exception", "\tat ");
    }
}
