package pressroom.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Comments are broken into lines where the code's margin is; descriptions are not. */
class TidyDescriptions implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().values().forEach(path -> path.readOperations().forEach(TidyDescriptions::tidy));
        api.getComponents().getSchemas().values().forEach(TidyDescriptions::tidy);
    }

    private static void tidy(Operation operation) {
        operation.setDescription(oneLine(operation.getDescription()));
        operation.setSummary(oneLine(operation.getSummary()));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(each -> each.setDescription(oneLine(each.getDescription())));
        }
    }

    private static void tidy(Schema<?> schema) {
        schema.setDescription(oneLine(schema.getDescription()));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(TidyDescriptions::tidy);
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().stream().filter(Objects::nonNull).forEach(TidyDescriptions::tidy);
        }
    }

    private static @Nullable String oneLine(@Nullable String text) {
        return text == null ? null : text.replaceAll("\\s+", " ").strip();
    }
}
