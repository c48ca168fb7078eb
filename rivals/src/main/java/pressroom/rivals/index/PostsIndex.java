package pressroom.rivals.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.mapping.IndexOptions;
import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.json.JsonData;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The index behind the alias that search-indexer writes to: with the same settings and mapping, so that it costs the same. */
final class PostsIndex {
    static final String ALIAS = "blogs";
    private static final String NAME = "blogs-v1";
    private static final String REFRESH = "500ms";

    private PostsIndex() {}

    static void makeIfMissing(ElasticsearchClient elasticsearch) {
        try {
            if (elasticsearch.indices().existsAlias(alias -> alias.name(ALIAS)).value()) {
                return;
            }
            elasticsearch.indices().create(index -> index.index(NAME)
                    .aliases(ALIAS, alias -> alias.isWriteIndex(true))
                    .settings(settings -> settings.numberOfShards("1")
                            .numberOfReplicas("0")
                            .refreshInterval(time -> time.time(REFRESH))
                            .otherSettings("index.highlight.weight_matches_mode.enabled", JsonData.of(false)))
                    .mappings(mapping()));
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch does not let us make index " + NAME, e);
        }
    }

    private static TypeMapping mapping() {
        Property text = Property.of(
                field -> field.text(type -> type.analyzer("standard").indexOptions(IndexOptions.Offsets)));
        Property keyword = Property.of(field -> field.keyword(type -> type));
        return TypeMapping.of(mapping -> mapping.dynamic(DynamicMapping.Strict)
                .properties("blogId", keyword)
                .properties("version", field -> field.integer(type -> type.index(false)))
                .properties("live", field -> field.boolean_(type -> type))
                .properties("authorId", keyword)
                .properties("title", text)
                .properties("body", text)
                .properties("tags", keyword)
                .properties("publishedAt", field -> field.date(type -> type))
                .properties("updatedAt", field -> field.date(type -> type.index(false))));
    }
}
