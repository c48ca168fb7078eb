package pressroom.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reads every post of a real blog, when its directory is there. */
class RealBlogTest {

    private static final Path BLOG = Path.of(System.getProperty("pressroom.data", "../../shared/data/nodejs-blog"));

    @Test
    void findsEachAuthorsPosts() throws IOException {
        assumeThat(BLOG).exists();
        var reader = new PostReader(null, Clock.systemUTC());
        var counts = new TreeMap<String, Integer>();
        try (var tree = PostTree.of(BLOG.resolve("posts"))) {
            tree.files().stream()
                    .map(reader::read)
                    .forEach(reading -> counts.merge(authorOf(reading), 1, Integer::sum));
        }
        assertThat(counts).isEqualTo(expected());
    }

    private static String authorOf(Reading reading) {
        return reading instanceof Reading.Ready ready ? ready.post().authorId() : reading.toString();
    }

    private static Map<String, Integer> expected() throws IOException {
        var counts = new TreeMap<String, Integer>();
        for (var line : Files.readAllLines(BLOG.resolve("expected-counts.tsv"))) {
            var columns = line.split("\t");
            counts.put(columns[0], Integer.valueOf(columns[1]));
        }
        return counts;
    }
}
