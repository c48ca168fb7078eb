package pressroom.blog.web;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Reads JSON as it is meant: bounded, without doubled keys, and a number is no text. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    private static final int MAX_DEPTH = 64;

    /** A post with all its tags has some thirty; a value of three bytes would else become an object of fifty. */
    private static final int MAX_TOKENS = 10_000;

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return factory -> factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(BlogBodies.MOST_JSON.toBytes())
                        .maxTokenCount(MAX_TOKENS)
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
    }

    @Bean
    JsonMapperBuilderCustomizer textIsText() {
        return mapper -> mapper.withCoercionConfig(LogicalType.Textual, coercion -> {
            coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            coercion.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            coercion.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
    }
}
