package pressroom.docs;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record's components are always there, and null only where they are marked {@link Nullable}. */
class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            Schema<?> record = definition(resolved, context);
            if (record != null && record.getProperties() != null) {
                for (RecordComponent component : raw.getRecordComponents()) {
                    describe(record, component);
                }
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null ? schema : context.getDefinedModels().get(reference.replace(REFERENCE, ""));
    }

    @SuppressWarnings("rawtypes") // The model's own maps are raw.
    private static void describe(Schema<?> record, RecordComponent component) {
        Map<String, Schema> properties = record.getProperties();
        String name = component.getName();
        Schema<?> property = properties.get(name);
        boolean isSaid = record.getRequired() != null && record.getRequired().contains(name);
        if (property == null || isSaid) {
            return;
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            record.addRequiredItem(name);
        } else if (property.get$ref() == null) {
            property.addType("null");
        } else {
            properties.put(name, new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null")))));
        }
    }
}
