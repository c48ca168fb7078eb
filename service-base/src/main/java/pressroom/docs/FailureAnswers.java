package pressroom.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Describes the failures that {@link Fails} names, all in the same way but for a conflict of the call's own. */
class FailureAnswers implements OperationCustomizer, OpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(400, "The request is not valid; `errors` names each wrong field."),
            Map.entry(UNAUTHORIZED, "The bearer token is missing, or not valid."),
            Map.entry(403, "The token's author or roles do not allow this."),
            Map.entry(404, "There is no such thing, or it is not yours to see."),
            Map.entry(408, "The body did not arrive in time: send the same request again."),
            Map.entry(CONFLICT, "An earlier request for the same post is still running: send this one again."),
            Map.entry(410, "It was unpublished by its author."),
            Map.entry(412, "It has changed since it was read: read it again."),
            Map.entry(413, "It is larger than is taken; `detail` says how large it may be."),
            Map.entry(415, "Its content type is not taken."),
            Map.entry(422, "Understood and refused; `detail` says why."),
            Map.entry(428, "The header If-Match is missing."),
            Map.entry(429, "Too much at once from this author: come again later."),
            Map.entry(503, "Not possible at this moment: send the same request again later."));

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Fails fails = handler.getMethodAnnotation(Fails.class);
        if (fails == null) {
            return operation;
        }
        for (int status : fails.value()) {
            ApiResponse answer = answer(status);
            if (status == CONFLICT && !fails.conflict().isEmpty()) {
                answer.description(fails.conflict());
            }
            operation.getResponses().addApiResponse(Integer.toString(status), answer);
            if (status == UNAUTHORIZED) {
                operation.setSecurity(List.of(new SecurityRequirement().addList(BEARER)));
            }
        }
        return operation;
    }

    private static ApiResponse answer(int status) {
        ApiResponse answer = new ApiResponse()
                .description(WORDS.getOrDefault(status, "The request failed."))
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
        if (status == CONFLICT || status == 429 || status == 503) {
            answer.addHeaderObject(
                    "Retry-After",
                    header(
                            "After how many seconds it makes sense to come again; absent where waiting does not help.",
                            typed("integer")));
        }
        if (status == UNAUTHORIZED) {
            answer.addHeaderObject("WWW-Authenticate", header("Bearer", text()));
        }
        return answer;
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        boolean anySecured = api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .anyMatch(operation -> operation.getSecurity() != null);
        if (anySecured) {
            api.getComponents()
                    .addSecuritySchemes(
                            BEARER,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .bearerFormat("JWT")
                                    .description("The token's `sub` is the author; `roles` may hold `operator`."));
        }
    }

    private static Schema<?> problem() {
        Schema<?> error = object("A field and what is wrong with it.")
                .addProperty("field", text())
                .addProperty("message", text());
        return object("What went wrong and what to do about it (RFC 9457).")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", typed("integer"))
                .addProperty("detail", text().description("Words for a person."))
                .addProperty("instance", text())
                .addProperty("errors", typed("array").items(error))
                .example(Map.of(
                        "title",
                        "Bad Request",
                        "status",
                        400,
                        "detail",
                        "The request is not valid.",
                        "errors",
                        List.of(Map.of("field", "title", "message", "must not be empty"))));
    }

    private static Schema<?> object(String description) {
        return typed("object").description(description);
    }

    private static Schema<?> typed(String type) {
        return new Schema<>().types(Set.of(type));
    }

    private static Schema<?> text() {
        return typed("string");
    }
}
