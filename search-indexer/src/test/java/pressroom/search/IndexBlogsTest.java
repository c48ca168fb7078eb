package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;
import pressroom.consumer.Refusal;
import pressroom.events.CloudEvent;

class IndexBlogsTest extends OnRealServers {

    @Autowired
    RestClient connections;

    private final UUID id = UUID.randomUUID();
    private final String word = Events.uniqueWord();

    @Test
    void theIndexIsRefreshedTwiceInTheTimeForWhichAPostMayStayUnfound() throws Exception {
        var indices = elasticsearch
                .indices()
                .getSettings(index -> index.index("blogs"))
                .result();

        assertThat(indices.values())
                .extracting(index -> index.settings().index().refreshInterval().time())
                .containsExactly("500ms");
    }

    @Test
    void repeatedAndReorderedVersionsEndInTheHighest() throws Exception {
        CloudEvent first = Events.published(id, 1, "one", word);
        CloudEvent second = Events.edited(id, 2, "two", word);
        CloudEvent third = Events.edited(id, 3, "three", word);

        index(third, first);
        index(second, second);
        index(first);
        index(first, second, third, third);

        assertThat(api().found("q", word).at("/hits/0/title").asString()).isEqualTo("three");
        assertThat(document(id)).containsEntry("version", 3).containsEntry("title", "three");
    }

    @Test
    void anUnpublishedPostDoesNotRiseFromAnOlderEvent() throws Exception {
        index(Events.unpublished(id, 2));
        index(Events.published(id, 1, "late", word));

        assertThat(api().ids("q", word)).isEmpty();
        assertThat(document(id)).containsEntry("live", false).doesNotContainKey("body");

        index(Events.published(id, 3, "again", word));
        assertThat(api().ids("q", word)).containsExactly(id.toString());
    }

    @Test
    void anyOrderOfDeliveryGivesTheSameState() throws Exception {
        List<CloudEvent> events = new ArrayList<>();
        List<UUID> blogs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID blog = UUID.randomUUID();
            blogs.add(blog);
            CloudEvent last = i % 2 == 0 ? Events.unpublished(blog, 3) : Events.edited(blog, 3, "last", word);
            for (CloudEvent event :
                    List.of(Events.published(blog, 1, "first", word), Events.edited(blog, 2, "second", word), last)) {
                events.addAll(Collections.nCopies(1 + i % 5, event));
            }
        }
        Collections.shuffle(events, new Random(7));

        for (int i = 0; i < events.size(); i += 13) {
            assertThat(index(events.subList(i, Math.min(i + 13, events.size()))))
                    .isEmpty();
        }

        assertThat(api().found("q", word, "limit", "100").get("total").asInt()).isEqualTo(10);
        for (int i = 0; i < blogs.size(); i++) {
            assertThat(document(blogs.get(i))).containsEntry("version", 3).containsEntry("live", i % 2 != 0);
        }
    }

    @Test
    void aDocumentThatIsRefusedForWhatItIsStandsAlone() throws Exception {
        UUID neighbour = UUID.randomUUID();

        List<Refusal> refusals = index(
                Events.published(UUID.randomUUID(), 1, "before", word),
                Events.published(id, 1, "immense", word, "x".repeat(40_000)),
                Events.published(neighbour, 1, "after", word));

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.index()).isEqualTo(1);
            assertThat(refusal.reason()).contains("400", "tags", "immense term").hasSizeLessThan(1_000);
        });
        assertThat(api().ids("q", word)).hasSize(2).contains(neighbour.toString());
    }

    @Test
    void largeBatchesAreSplitAndAllArrive() throws Exception {
        BulkSettings small =
                new BulkSettings(7, DataSize.ofBytes(2_000), 3, bulkSettings.timeout(), bulkSettings.patience());
        List<CloudEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(Events.published(UUID.randomUUID(), 1, "t", word + " " + "x ".repeat(i * 50)));
        }

        assertThat(handler("blogs", connections, small).handle(events)).isEmpty();

        elasticsearch.indices().refresh(refresh -> refresh.index("blogs"));
        assertThat(api().found("q", word).get("total").asInt()).isEqualTo(60);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> document(UUID blog) throws Exception {
        return elasticsearch
                .get(request -> request.index("blogs").id(blog.toString()), Map.class)
                .source();
    }
}
