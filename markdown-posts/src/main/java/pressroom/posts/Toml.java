package pressroom.posts;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads TOML; dates stay text. */
final class Toml {

    private static final TomlMapper MAPPER = new TomlMapper();

    private Toml() {}

    static Map<?, ?> read(String fields) throws UnusableFileException {
        try {
            return MAPPER.readValue(fields, Map.class);
        } catch (JacksonException wrong) {
            var where = wrong.getLocation();
            var line = where == null ? "" : " (line " + (where.getLineNr() + 1) + ")";
            throw new UnusableFileException("its front matter is not TOML" + line + ": " + wrong.getOriginalMessage());
        }
    }
}
