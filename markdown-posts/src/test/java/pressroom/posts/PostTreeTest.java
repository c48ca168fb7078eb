package pressroom.posts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostTreeTest {

    @TempDir
    Path temp;

    @Test
    void findsMarkdownAndSaysWhatItPassesOver() throws Exception {
        for (var path :
                List.of("b.md", "a/c.MDX", "a/d.markdown", ".git/x.md", "node_modules/p/README.md", ".e.md", "f.png")) {
            write(path);
        }
        try (var tree = PostTree.of(temp)) {
            assertThat(tree.files()).extracting(PostFile::path).containsExactly("a/c.MDX", "a/d.markdown", "b.md");
            assertThat(tree.skipped())
                    .extracting(Reading.Skipped::path)
                    .containsExactlyInAnyOrder(".git/", "node_modules/", ".e.md");
            assertThat(tree.others()).isEqualTo(1);
        }
    }

    @Test
    void doesNotFollowALinkInACircle() throws Exception {
        write("a.md");
        Files.createSymbolicLink(temp.resolve("again"), temp);
        try (var tree = PostTree.of(temp)) {
            assertThat(tree.files()).hasSize(1);
            assertThat(tree.skipped()).extracting(Reading.Skipped::path).containsExactly("again/");
        }
    }

    @Test
    void hasTheSamePathsInAZipMadeFromOutsideOrInside() throws Exception {
        assertThat(pathsOf(zip("posts/a/x.md", "posts/b.md", "posts/.git/x.md", "__MACOSX/posts/b.md")))
                .isEqualTo(pathsOf(zip("a/x.md", "b.md")))
                .containsExactly("a/x.md", "b.md");
        assertThat(pathsOf(zip("posts\\a\\x.md", "posts\\b.md"))).containsExactly("a/x.md", "b.md");
        assertThat(pathsOf(zip("2020/02/20/x.md"))).containsExactly("2020/02/20/x.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.md", "a/../../x.md", "/etc/x.md", "C:\\x.md", "..\\x.md"})
    void refusesAZipThatPointsOutsideOfItself(String entry) throws Exception {
        var zip = zip("a.md", entry);
        assertThatThrownBy(() -> PostTree.of(zip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("points outside");
    }

    @Test
    void readsNoMoreOfAHugeEntryThanItNeeds() throws Exception {
        var zip = temp.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bomb.md"));
            out.write(new byte[64 << 20]);
        }
        try (var tree = PostTree.of(zip)) {
            var bomb = tree.files().get(0);
            assertThat(bomb.content().read()).hasSize(PostFile.MAX_BYTES + 1);
            assertThat(new PostReader(null, Clock.systemUTC()).read(bomb))
                    .isEqualTo(new Reading.Failed("bomb.md", "larger than 2 MiB: a post is smaller"));
        }
    }

    @Test
    void saysWhatToDoWithAFileThatIsNoZip() throws Exception {
        var post = write("a.md");
        assertThatThrownBy(() -> PostTree.of(post)).hasMessageContaining("./pressroom publish");
        assertThatThrownBy(() -> PostTree.of(temp.resolve("none"))).hasMessageContaining("no directory or zip");
    }

    private static List<String> pathsOf(Path zip) throws IOException {
        try (var tree = PostTree.of(zip)) {
            return tree.files().stream().map(PostFile::path).toList();
        }
    }

    private Path write(String path) throws IOException {
        var file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "# " + path);
    }

    private Path zip(String... entries) throws IOException {
        var zip = Files.createTempFile(temp, "posts", ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write("# x".getBytes(UTF_8));
            }
        }
        return zip;
    }
}
