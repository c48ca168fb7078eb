package pressroom.search;

import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.mapping.IndexOptions;
import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the index. Strict: a field that is not here is refused instead of guessed.
 *
 * <p>Offsets are kept with the words, so that highlighting a long post need not cut it into words again.
 */
final class BlogsMapping {

    private BlogsMapping() {}

    static TypeMapping of(IndexSettings settings) {
        Property text =
                Property.of(p -> p.text(t -> t.analyzer(settings.analyzer()).indexOptions(IndexOptions.Offsets)));
        Property keyword = Property.of(p -> p.keyword(k -> k));
        return TypeMapping.of(mapping -> mapping.dynamic(DynamicMapping.Strict)
                .properties("blogId", keyword)
                .properties("version", p -> p.integer(i -> i.index(false)))
                .properties("live", p -> p.boolean_(b -> b))
                .properties("authorId", keyword)
                .properties("title", text)
                .properties("body", text)
                .properties("tags", keyword)
                .properties("publishedAt", p -> p.date(d -> d))
                .properties("updatedAt", p -> p.date(d -> d.index(false))));
    }

    /** How an existing mapping would not hold our documents; empty when it does. Further fields do no harm. */
    static Optional<String> conflict(TypeMapping expected, TypeMapping found) {
        if (found.dynamic() != DynamicMapping.Strict) {
            return Optional.of("dynamic is %s instead of strict".formatted(found.dynamic()));
        }
        for (Map.Entry<String, Property> field : expected.properties().entrySet()) {
            String wanted = field.getValue().toString();
            String actual = String.valueOf(found.properties().get(field.getKey()));
            if (!wanted.equals(actual)) {
                return Optional.of("%s is %s instead of %s".formatted(field.getKey(), actual, wanted));
            }
        }
        return Optional.empty();
    }
}
