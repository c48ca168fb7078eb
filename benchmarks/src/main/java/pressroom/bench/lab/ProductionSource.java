package pressroom.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pressroom.stack.Home;

/** The production code's own text, so that a ceiling runs the very statement that it is the ceiling of. */
public final class ProductionSource {
    private ProductionSource() {}

    /**
     * The SQL in a source file: its text block that contains the given words, with {@code ?} for the named parameters.
     *
     * @param file from the project's folder
     */
    public static String sql(String file, String words) throws IOException {
        Path source = Home.find().root().resolve(file);
        for (String part : Files.readString(source).split("\"\"\"")) {
            if (part.contains(words)) {
                return part.stripIndent().replaceAll("(?<![:\\w]):[a-zA-Z]+", "?");
            }
        }
        throw new IllegalStateException(
                "%s has no text block with \"%s\" any more: adapt the ceiling".formatted(source, words));
    }
}
