package pressroom.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pressroom.posts.Post;

class IdempotencyKeyTest {

    @Test
    void ofASinglePostIsWhatItSays() {
        assertThat(Set.of(single("b.md", "ann", "text"), single("b.md", "ann", "x"), single("b.md", "bob", "text")))
                .hasSize(3);
        assertThat(single("b.md", "ann", "text")).isEqualTo(single("elsewhere.md", "ann", "text"));
    }

    private static String single(String path, String author, String body) {
        return IdempotencyKey.ofSingle(new Post(path, author, "T", body, List.of(), null));
    }
}
