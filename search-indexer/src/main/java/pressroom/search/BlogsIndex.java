package pressroom.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.IndexState;
import co.elastic.clients.json.JsonData;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private volatile Found found = new Found(null, "the index is not checked yet");

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
     * Looks at the alias and its index. What is found decides what may be written until the next look; a look that
     * fails changes nothing. One at a time, so that an older answer never replaces a newer one.
     *
     * @throws IndexUnavailable when the alias does not stand for one index as this service makes it, or cannot be read
     */
    synchronized void requireIntact() throws IOException {
        Map<String, IndexState> indices = behindAlias();
        String before = found.name();
        Optional<String> conflict = new IndexConflict(settings.alias(), mapping).in(indices);
        if (conflict.isPresent()) {
            found = new Found(before, conflict.get());
            throw new IndexUnavailable(conflict.get());
        }
        String name = indices.keySet().iterator().next();
        if (before != null && !before.equals(name)) {
            log.warn(
                    "Alias {} was moved from index {} to {}, which takes all further events and gets no earlier ones:"
                            + " republish what it lacks",
                    settings.alias(),
                    before,
                    name);
        }
        found = new Found(name, null);
    }

    private Map<String, IndexState> behindAlias() throws IOException {
        try {
            return elasticsearch
                    .indices()
                    .get(index -> index.index(settings.alias()))
                    .result();
        } catch (ElasticsearchException e) {
            throw new IndexUnavailable("alias %s cannot be read: %s".formatted(settings.alias(), e.getMessage()), e);
        }
    }

    /**
     * The name of the index to which the alias has to lead each write, as of the last look. Asks nobody.
     *
     * @throws IndexUnavailable if the last look found a conflict: what is written now may be altered, hidden or found
     *     twice
     */
    String writable() {
        Found last = found;
        if (last.name() == null || last.conflict() != null) {
            throw new IndexUnavailable(String.valueOf(last.conflict()));
        }
        return last.name();
    }

    /**
     * What a look at the alias found.
     *
     * @param name the index that was last found intact; null before there was one
     * @param conflict why nothing may be written; null when it may
     */
    private record Found(@Nullable String name, @Nullable String conflict) {}
}
