package pressroom.posts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A post that a person publishes by name: front matter is welcome, not needed. */
public final class SinglePost {

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}[ \\t]+(\\S.*)$");

    private SinglePost() {}

    /**
     * Reads a file; without a title in front matter its first heading is the title.
     *
     * @param author wins over the one in front matter; null to take that one
     * @throws IOException with words for a person when the file cannot be read or is no post
     */
    public static Post read(Path file, @Nullable String author) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file + ".");
        }
        try (var bytes = Files.newInputStream(file)) {
            var text = MarkdownText.decode(bytes.readNBytes(PostFile.MAX_BYTES + 1));
            var parts = FrontMatter.of(text).orElse(new FrontMatter(Fields.of(Map.of()), text));
            return post(String.valueOf(file.getFileName()), parts, author);
        } catch (UnusableFileException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Post post(String name, FrontMatter parts, @Nullable String author) throws UnusableFileException {
        var fields = parts.fields();
        var title = fields.first("title").or(() -> heading(parts.body()));
        if (title.isEmpty()) {
            throw new UnusableFileException("has no title: begin it with a heading such as '# A title'");
        }
        var id = author == null ? PostAuthor.of(fields, null) : AuthorId.of(author);
        var publishedAt = PostDate.of(name, fields).orElse(null);
        return new Post(name, id, title.get(), parts.body(), Tags.of(name, fields), publishedAt);
    }

    private static Optional<String> heading(String body) {
        return HEADING.matcher(body)
                .results()
                .map(found -> withoutClosing(found.group(1).strip()))
                .filter(heading -> !heading.isEmpty())
                .findFirst();
    }

    private static String withoutClosing(String heading) {
        var end = heading.length();
        while (end > 0 && heading.charAt(end - 1) == '#') {
            end--;
        }
        return heading.substring(0, end).strip();
    }
}
