package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import java.time.Duration;
import java.util.UUID;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import pressroom.search.Verdict.Kind;

/** How a real node refuses a document for what it is, and how a sick index refuses all: each kind is produced. */
class BulkRefusalsTest extends OnRealServers {

    @Autowired
    RestClient connections;

    private final String alias = "blogs-" + UUID.randomUUID();
    private final String index = alias + "-v1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":{\"a\":1}}                         | document_parsing_exception",
                "{\"publishedAt\":\"yesterday\"}               | document_parsing_exception",
                "{\"version\":99999999999}                     | document_parsing_exception",
                "{\"live\":\"perhaps\"}                        | document_parsing_exception",
                "{\"title\":                                   | document_parsing_exception",
                "{\"title\":\"a\",\"title\":\"b\"}             | document_parsing_exception",
                "{\"unknown\":1}                               | strict_dynamic_mapping_exception",
            })
    void aDocumentIsRefusedForItsContent(String source, String type) throws Exception {
        create("standard");

        assertThat(put(source.strip())).satisfies(verdict -> {
            assertThat(verdict.reason()).contains("400 " + type);
            assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
        });
        assertThat(put("{\"title\":\"good\"}").kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void anImmenseKeywordIsTheDocumentsFault() throws Exception {
        create("standard");

        assertThat(put("{\"tags\":[\"%s\"]}".formatted("x".repeat(40_000)))).satisfies(verdict -> {
            assertThat(verdict.reason()).contains("immense term");
            assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
        });
    }

    /** Lucene itself refuses it, with the type that everything else has that is wrong with a request. */
    @Test
    void anImmenseTermOfATextIsTheDocumentsFault() throws Exception {
        create("keyword");

        assertThat(put("{\"body\":\"%s\"}".formatted("x".repeat(40_000)))).satisfies(verdict -> {
            assertThat(verdict.reason()).contains("illegal_argument_exception", "immense term");
            assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
        });
    }

    @Test
    void anAliasWithoutAWriteIndexIsAnOutage() throws Exception {
        create("standard");
        send("POST", "/_aliases", """
                {"actions":[{"add":{"index":"%s","alias":"%s","is_write_index":false}}]}""".formatted(index, alias));

        assertOutage("illegal_argument_exception", "no write index is defined");
    }

    @Test
    void aSecondIndexBehindAnAliasWithoutAWriteIndexIsAnOutage() throws Exception {
        create("standard");
        send("PUT", "/" + alias + "-v2", "{}");
        send("POST", "/_aliases", """
                {"actions":[{"add":{"index":"%1$s-v2","alias":"%1$s"}},
                            {"add":{"index":"%1$s-v1","alias":"%1$s","is_write_index":false}}]}""".formatted(alias));

        assertOutage("illegal_argument_exception", "no write index is defined");
    }

    @ParameterizedTest
    @CsvSource({"index.default_pipeline", "index.final_pipeline"})
    void aPipelineThatDoesNotExistIsAnOutage(String setting) throws Exception {
        create("standard");
        send("PUT", "/" + index + "/_settings", "{\"%s\":\"nowhere\"}".formatted(setting));

        assertOutage("illegal_argument_exception", "pipeline with id [nowhere] does not exist");
    }

    @Test
    void aClosedIndexIsAnOutage() throws Exception {
        create("standard");
        send("POST", "/" + index + "/_close", "");

        assertOutage("index_closed_exception", "closed");
    }

    private void assertOutage(String type, String words) throws Exception {
        Verdict verdict = put("{\"title\":\"good\"}");

        assertThat(verdict.reason()).contains("400 " + type, words);
        assertThat(verdict.kind()).isEqualTo(Kind.OPEN);
    }

    private void create(String analyzer) throws Exception {
        TypeMapping mapping = BlogsMapping.of(
                new IndexSettings(alias, index, 1, 0, Duration.ofSeconds(1), analyzer, Duration.ofSeconds(5)));
        elasticsearch.indices().create(request -> request.index(index)
                .aliases(alias, each -> each)
                .mappings(mapping));
    }

    private Verdict put(String source) throws Exception {
        Request bulk = new Request("POST", "/" + alias + "/_bulk");
        bulk.addParameter("require_alias", "true");
        bulk.addParameter("filter_path", BulkAnswer.FILTER);
        bulk.setJsonEntity("{\"index\":{\"_id\":\"%s\",\"version\":1,\"version_type\":\"external\"}}\n%s\n"
                .formatted(UUID.randomUUID(), source));
        return BulkAnswer.read(connections.performRequest(bulk).getEntity().getContent(), index)
                .get(0);
    }

    private void send(String method, String path, String body) throws Exception {
        Request request = new Request(method, path);
        if (!body.isEmpty()) {
            request.setJsonEntity(body);
        }
        connections.performRequest(request);
    }
}
