package pressroom.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.IndexState;
import co.elastic.clients.json.JsonData;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The index behind the alias: made at start when it is missing, and at no other time.
 *
 * <p>A new index is empty, but the group may already have committed offsets: all posts before them would never be found. So
 * the group is set back first, and reads the topic from its beginning; its gaps stay. Kafka refuses that while any member of
 * the group reads, even one of another process; then no index is made. A crash between the two steps leaves no index and
 * offsets of 0, which is a fresh start.
 */
@Component
class BlogsIndex {

    private static final Logger log = LoggerFactory.getLogger(BlogsIndex.class);

    private final ElasticsearchClient elasticsearch;
    private final IndexSettings settings;
    private final GroupOffsets offsets;
    private final TypeMapping mapping;

    BlogsIndex(ElasticsearchClient elasticsearch, IndexSettings settings, GroupOffsets offsets) {
        this.elasticsearch = elasticsearch;
        this.settings = settings;
        this.offsets = offsets;
        this.mapping = BlogsMapping.of(settings);
    }

    /**
     * Makes the index if there is none, and checks it if there is one.
     *
     * @throws IndexUnavailable when neither is possible; says what to do
     */
    void prepare() throws IOException {
        try {
            if (!aliasExists()) {
                create();
            }
        } catch (ElasticsearchException e) {
            throw new IndexUnavailable(
                    "Elasticsearch does not let us make index %s: %s".formatted(settings.name(), e.getMessage()), e);
        }
        requireIntact();
    }

    boolean aliasExists() throws IOException {
        return elasticsearch
                .indices()
                .existsAlias(alias -> alias.name(settings.alias()))
                .value();
    }

    private void create() throws IOException {
        if (elasticsearch
                .indices()
                .exists(index -> index.index(settings.name()))
                .value()) {
            throw new IndexUnavailable(
                    "index %s exists but alias %s does not: add the alias, or delete the index to have it built anew"
                            .formatted(settings.name(), settings.alias()));
        }
        offsets.rewind();
        elasticsearch.indices().create(index -> index.index(settings.name())
                .aliases(settings.alias(), alias -> alias.isWriteIndex(true))
                .settings(this::newIndexSettings)
                .mappings(mapping));
        log.info("Made index {} behind alias {}", settings.name(), settings.alias());
    }

    private co.elastic.clients.elasticsearch.indices.IndexSettings.Builder newIndexSettings(
            co.elastic.clients.elasticsearch.indices.IndexSettings.Builder index) {
        return index.numberOfShards(Integer.toString(settings.shards()))
                .numberOfReplicas(Integer.toString(settings.replicas()))
                .refreshInterval(time -> time.time(settings.betweenRefreshes().toMillis() + "ms"))
                // Looking for whole phrases while highlighting takes three times as long as the search itself.
                .otherSettings("index.highlight.weight_matches_mode.enabled", JsonData.of(false));
    }

    /**
     * Tells a document that is refused for what it is from an index that is not ours and would refuse all.
     *
     * @throws IndexUnavailable when the alias does not stand for one index as this service makes it
     */
    void requireIntact() throws IOException {
        Map<String, IndexState> indices;
        try {
            indices = elasticsearch
                    .indices()
                    .get(index -> index.index(settings.alias()))
                    .result();
        } catch (ElasticsearchException e) {
            throw new IndexUnavailable("alias %s cannot be read: %s".formatted(settings.alias(), e.getMessage()), e);
        }
        new IndexConflict(settings.alias(), mapping).in(indices).ifPresent(conflict -> {
            throw new IndexUnavailable(conflict);
        });
    }
}
