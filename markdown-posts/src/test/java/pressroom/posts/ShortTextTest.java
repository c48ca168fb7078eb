package pressroom.posts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortTextTest {

    @Test
    void keepsWhatIsShortAndPlain() {
        assertThat(ShortText.of("Zwölf 🦊 نامه\u200cها", 40)).isEqualTo("Zwölf 🦊 نامه\u200cها");
        assertThat(ShortText.ofPath("posts/a.md", 40)).isEqualTo("posts/a.md");
    }

    @Test
    void takesOutWhatSteersATerminal() {
        assertThat(ShortText.of("a\u001b[2J\r\n\0\u009b\u2028\u202eb\ud83e", 40))
                .isEqualTo("a?[2J??????b?");
    }

    @Test
    void cutsBetweenCharactersAndSaysSo() {
        assertThat(ShortText.of("x".repeat(1_000_000), 10)).isEqualTo("xxxxxxxxx…");
        assertThat(ShortText.of("🦊🦊🦊🦊", 5)).isEqualTo("🦊🦊…");
        assertThat(ShortText.ofPath("a".repeat(500) + "/post.md", 20))
                .isEqualTo("aaaaaaaaaa…a/post.md")
                .hasSize(20);
    }
}
