package pressroom.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pressroom.posts.Post;

class IdempotencyKeyTest {

    @Test
    void isTheAuthorsFileAtItsPlaceWhateverItSays() {
        assertThat(imported("a/b.md", "ann", "text"))
                .isEqualTo(imported("a/b.md", "ann", "other text"))
                .isNotEqualTo(imported("a/c.md", "ann", "text"))
                .isNotEqualTo(imported("a/b.md", "bob", "text"));
    }

    /** A key that changes with a release would publish everything again. */
    @Test
    void staysTheSameFromReleaseToRelease() {
        assertThat(imported("a/b.md", "ann", "text")).isEqualTo("import-b239e444d6b295a1ad415c3f196dae650dfac02f");
    }

    @Test
    void ofASinglePostIsWhatItSays() {
        assertThat(Set.of(single("b.md", "ann", "text"), single("b.md", "ann", "x"), single("b.md", "bob", "text")))
                .hasSize(3);
        assertThat(single("b.md", "ann", "text")).isEqualTo(single("elsewhere.md", "ann", "text"));
    }

    private static String imported(String path, String author, String body) {
        return IdempotencyKey.ofImported(new Post(path, author, "T", body, List.of(), null));
    }

    private static String single(String path, String author, String body) {
        return IdempotencyKey.ofSingle(new Post(path, author, "T", body, List.of(), null));
    }
}
