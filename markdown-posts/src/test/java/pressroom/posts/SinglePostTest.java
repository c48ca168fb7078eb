package pressroom.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinglePostTest {

    @TempDir
    Path folder;

    @Test
    void needsNoFrontMatter() throws IOException {
        var post = SinglePost.read(file("Some words.\n\n## A title ##\n\n# Another"), "Ann B.");
        assertThat(post.title()).isEqualTo("A title");
        assertThat(post.authorId()).isEqualTo("ann-b");
        assertThat(post.body()).startsWith("Some words.");
        assertThat(post.publishedAt()).isNull();
    }

    @Test
    void usesFrontMatterAndLetsTheCommandNameTheAuthor() throws IOException {
        var file = file("---\ntitle: T\nauthor: Zed\ntags: a, b\n---\n# Heading");
        assertThat(SinglePost.read(file, null).authorId()).isEqualTo("zed");
        assertThat(SinglePost.read(file, "Ann").authorId()).isEqualTo("ann");
        assertThat(SinglePost.read(file, null).title()).isEqualTo("T");
        assertThat(SinglePost.read(file, null).tags()).containsExactly("a", "b");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        var words = file("words");
        assertThatThrownBy(() -> SinglePost.read(words, "Ann")).hasMessageContaining("begin it with a heading");
        var heading = file("# Heading");
        assertThatThrownBy(() -> SinglePost.read(heading, null)).hasMessageContaining("--author");
        assertThatThrownBy(() -> SinglePost.read(folder.resolve("none.md"), "Ann"))
                .hasMessageContaining("no file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("post.md"), text);
    }
}
