package pressroom.search;

import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.Alias;
import co.elastic.clients.elasticsearch.indices.IndexState;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a third party changed about the alias and its index, so that posts would be refused, changed, hidden or doubled. */
final class IndexConflict {

    private final String alias;
    private final TypeMapping mapping;

    /** @param mapping what the index must have */
    IndexConflict(String alias, TypeMapping mapping) {
        this.alias = alias;
        this.mapping = mapping;
    }

    /** What is wrong, and what to do; empty if the alias stands for one index that is as this service makes it. */
    Optional<String> in(Map<String, IndexState> found) {
        if (found.size() != 1) {
            return Optional.of("alias %s must stand for one index, and stands for %s".formatted(alias, found.keySet()));
        }
        Map.Entry<String, IndexState> only = found.entrySet().iterator().next();
        return ofAlias(only.getKey(), only.getValue().aliases().get(alias))
                .or(() -> ofPipelines(only.getKey(), only.getValue()))
                .or(() -> ofMapping(only.getKey(), only.getValue().mappings()));
    }

    private Optional<String> ofAlias(String index, @Nullable Alias found) {
        if (found == null) {
            return Optional.of("%s is an index, and must be an alias".formatted(alias));
        }
        if (Boolean.FALSE.equals(found.isWriteIndex())) {
            return Optional.of("alias %s has no write index: set is_write_index of %s to true".formatted(alias, index));
        }
        if (found.filter() != null || found.indexRouting() != null || found.searchRouting() != null) {
            return Optional.of(
                    "alias %s has a filter or a routing, which hides posts: add the alias without".formatted(alias));
        }
        return Optional.empty();
    }

    private static Optional<String> ofPipelines(String index, IndexState found) {
        var all = found.settings();
        var settings = all == null || all.index() == null ? all : all.index();
        if (settings == null) {
            return Optional.empty();
        }
        return ofPipeline(index, "default_pipeline", settings.defaultPipeline())
                .or(() -> ofPipeline(index, "final_pipeline", settings.finalPipeline()));
    }

    /** {@code _none} is how Elasticsearch says that there is none. */
    private static Optional<String> ofPipeline(String index, String setting, @Nullable String pipeline) {
        return pipeline == null || pipeline.equals("_none")
                ? Optional.empty()
                : Optional.of("index %s has index.%s %s, which changes or refuses posts: set it to null"
                        .formatted(index, setting, pipeline));
    }

    private Optional<String> ofMapping(String index, @Nullable TypeMapping found) {
        return (found == null ? Optional.of("it has none") : BlogsMapping.conflict(mapping, found))
                .map(conflict ->
                        "index %s has another mapping: %s; point alias %s to an index with ours, or stop all instances and delete it to have it built anew"
                                .formatted(index, conflict, alias));
    }
}
