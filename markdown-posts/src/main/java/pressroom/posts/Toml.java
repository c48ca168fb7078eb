package pressroom.posts;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads TOML; dates stay text. */
final class Toml {

    private static final TomlMapper MAPPER = new TomlMapper(TomlFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(FrontMatterLimits.DEFAULT.depth())
                    .build())
            .build());

    private Toml() {}

    /** @throws UnusableFileException whatever is wrong with it */
    static Map<?, ?> read(String fields) throws UnusableFileException {
        try {
            return MAPPER.readValue(fields, Map.class);
        } catch (JacksonException wrong) {
            var where = wrong.getLocation();
            var line = where == null ? "" : " (line " + (where.getLineNr() + 1) + ")";
            throw new UnusableFileException("its front matter is not TOML" + line + ": "
                    + ShortText.of(String.valueOf(wrong.getOriginalMessage()), Yaml.PARSER_WORDS));
        } catch (RuntimeException | StackOverflowError broken) {
            throw new UnusableFileException("its front matter is not TOML that can be read");
        }
    }
}
