package pressroom.search;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEvent;
import pressroom.events.Text;

/** A thousand real posts, where they are at hand; {@code -Dpressroom.data} says where. */
final class NodejsPosts {

    private static final Path FOLDER = Path.of(System.getProperty("pressroom.data", "../../shared/data/nodejs-blog"))
            .resolve("posts");
    private static final Pattern TITLE = Pattern.compile("(?m)^title: *(.*)$");
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\R.*?\\R---[ \\t]*\\R", Pattern.DOTALL);

    private NodejsPosts() {}

    record Post(UUID id, String title, String body) {

        CloudEvent published() {
            Instant time = Events.NOON.minusSeconds(id.hashCode() & Integer.MAX_VALUE);
            return Events.event(
                    new BlogPublished(id, 1, "nodejs", title, Text.of(body), List.of("nodejs"), time, time));
        }

        /** What a reader of the post's page could copy. */
        String rendered() {
            String html = HtmlRenderer.builder()
                    .build()
                    .render(Parser.builder().build().parse(body));
            return html.replaceAll("(?s)<!--.*?-->", "")
                    .replaceAll("<[^>]*>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
        }
    }

    static List<Post> all() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "no posts at " + FOLDER);
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.mdx?"))
                    .sorted()
                    .map(NodejsPosts::read)
                    .toList();
        }
    }

    private static Post read(Path file) {
        try {
            String text = Files.readString(file);
            Matcher title = TITLE.matcher(text);
            UUID id = UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8));
            return new Post(
                    id,
                    title.find() ? title.group(1).replaceAll("^['\"]|['\"]$", "") : "",
                    FRONT_MATTER.matcher(text).replaceFirst(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
