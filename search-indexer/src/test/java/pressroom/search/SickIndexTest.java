package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An index that is gone, was changed or led elsewhere since it was checked last: a batch of events meets an outage. */
class SickIndexTest extends OnRealServers {

    @Autowired
    RestClient connections;

    @Autowired
    IndexSettings indexSettings;

    private final UUID id = UUID.randomUUID();
    private final String word = Events.uniqueWord();

    @Test
    void whatLooksRefusedByASickIndexIsNoRefusal() throws Exception {
        create("blogs-sick", intact());
        IndexBlogs sick = handler("blogs-sick", connections, bulkSettings);
        elasticsearch.indices().delete(request -> request.index("blogs-sick-v1"));
        create("blogs-sick", TypeMapping.of(mapping -> mapping.properties("title", p -> p.integer(i -> i))));

        assertThatThrownBy(() -> sick.handle(List.of(Events.published(id, 1, "words", word))))
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("blogs-sick-v1 has another mapping");
    }

    @Test
    void aMissingIndexIsAnOutageAndIsNotMade() throws Exception {
        create("blogs-missing", intact());
        IndexBlogs missing = handler("blogs-missing", connections, impatient());
        elasticsearch.indices().delete(request -> request.index("blogs-missing-v1"));

        assertThatThrownBy(() -> missing.handle(List.of(Events.published(id, 1, "t", word))))
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("404 index_not_found_exception");
        assertThat(elasticsearch
                        .indices()
                        .exists(request -> request.index("blogs-missing"))
                        .value())
                .isFalse();
    }

    @Test
    void anElasticsearchThatIsAwayIsAnOutage() throws Exception {
        try (RestClient nobody =
                RestClient.builder(new HttpHost("127.0.0.1", 1)).build()) {
            IndexBlogs away = handler("blogs", nobody, impatient());

            assertThatThrownBy(() -> away.handle(List.of(Events.published(id, 1, "t", word))))
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void whatAnotherIndexTookComesAgainAndIsDoneOnceTheAliasIsBack() throws Exception {
        IndexBlogs handler = handler("blogs", connections, impatient());
        ForeignIndex foreign = ForeignIndex.withoutMapping(connections);
        try {
            foreign.takesTheWrites();

            assertThatThrownBy(() -> handler.handle(List.of(Events.published(id, 1, "t", word))))
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessageContaining(foreign.name() + " instead of blogs-v1");
            assertThat(foreign.count()).isEqualTo(1);
        } finally {
            foreign.giveBack();
        }

        assertThat(handler.handle(List.of(Events.published(id, 1, "t", word)))).isEmpty();
        elasticsearch.indices().refresh(refresh -> refresh.index("blogs-v1"));
        assertThat(api().ids("q", word)).containsExactly(id.toString());
    }

    @Test
    void nothingIsSentAfterACheckThatFoundAConflict() throws Exception {
        BlogsIndex checked = new BlogsIndex(elasticsearch, indexSettings, offsets);
        checked.requireIntact();
        IndexBlogs handler = handler(checked, indexSettings, connections, impatient());
        ForeignIndex foreign = ForeignIndex.withoutMapping(connections);
        try {
            foreign.takesTheWrites();
            assertThatThrownBy(checked::requireIntact).hasMessageContaining("must stand for one index");

            assertThatThrownBy(() -> handler.handle(List.of(Events.published(id, 1, "t", word))))
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessageContaining("must stand for one index");
            assertThat(foreign.count()).isZero();
        } finally {
            foreign.giveBack();
        }
        checked.requireIntact();
        assertThat(handler.handle(List.of(Events.published(id, 1, "t", word)))).isEmpty();
    }

    @Test
    void anIndexLikeTheServicesOwnIsWrittenToOnceACheckHasSeenIt() throws Exception {
        BlogsIndex checked = new BlogsIndex(elasticsearch, indexSettings, offsets);
        checked.requireIntact();
        IndexBlogs handler = handler(checked, indexSettings, connections, impatient());
        ForeignIndex foreign = ForeignIndex.withTheSameMapping(connections);
        try {
            foreign.takesTheAlias();
            assertThatThrownBy(() -> handler.handle(List.of(Events.published(id, 1, "t", word))))
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessageContaining(foreign.name());

            checked.requireIntact();
            assertThat(handler.handle(List.of(Events.published(id, 1, "t", word))))
                    .isEmpty();
            assertThat(foreign.count()).isEqualTo(1);
        } finally {
            foreign.giveBack();
        }
    }

    @Test
    void aPipelineThatIsTheIndexsDefaultAltersNothingBeforeItIsSeen() throws Exception {
        IndexBlogs handler = handler("blogs", connections, impatient());
        elasticsearch.indices().putSettings(put -> put.index("blogs-v1").settings(s -> s.defaultPipeline("nowhere")));
        try {
            assertThat(handler.handle(List.of(Events.published(id, 1, "t", word))))
                    .isEmpty();
        } finally {
            elasticsearch.indices().putSettings(put -> put.index("blogs-v1").settings(s -> s.defaultPipeline("_none")));
        }
    }

    private void create(String alias, TypeMapping mapping) throws IOException {
        elasticsearch.indices().create(request -> request.index(alias + "-v1")
                .aliases(alias, each -> each)
                .mappings(mapping));
    }

    private TypeMapping intact() {
        return BlogsMapping.of(indexSettings);
    }

    private BulkSettings impatient() {
        return new BulkSettings(
                bulkSettings.documents(),
                bulkSettings.size(),
                bulkSettings.inFlight(),
                Duration.ofSeconds(2),
                Duration.ofMillis(300));
    }
}
