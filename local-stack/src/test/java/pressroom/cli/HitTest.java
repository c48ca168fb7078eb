package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.json.JsonMapper;

class HitTest {

    private final Hit hit = Hit.of(new JsonMapper().readTree("""
            {"id": "1", "title": "T\\u001b[2J", "authorId": "ann", "publishedAt": "2026-03-02T10:00:00Z",
             "snippet": "a &lt;b&gt; &amp;amp; <em>found</em>\\n it&#x27;s\\u0007"}"""));

    @Test
    void showsTheSnippetAsText() {
        assertThat(hit.print(terminal(Map.of()))).isEqualTo("  T [2J\n  ann, 2026-03-02\n    a <b> &amp; found it's ");
    }

    @Test
    void showsWhatWasFoundInBold() {
        assertThat(hit.print(terminal(Map.of("PRESSROOM_TERMINAL", "1")))).contains("\033[1mfound\033[0m it's");
    }

    private static Terminal terminal(Map<String, String> environment) {
        return Terminal.detect(new PrintStream(new ByteArrayOutputStream()), environment);
    }
}
