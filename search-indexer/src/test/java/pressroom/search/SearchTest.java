package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEvent;
import pressroom.events.Text;
import tools.jackson.databind.JsonNode;

class SearchTest extends OnRealServers {

    private final UUID id = UUID.randomUUID();
    /** Sets this test's posts apart from all others. */
    private final String tag = Events.uniqueWord();

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
                        other, 1, "grace-" + tag, "t", Text.of("same words"), List.of(tag), Events.NOON, Events.NOON)));

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
            events.add(Events.event(
                    new BlogPublished(blog, 1, "pager", "alike", Text.of("alike"), List.of(tag), time, time)));
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
}
