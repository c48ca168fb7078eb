package pressroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.json.JsonMapper;

class HitTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Hit hit = Hit.of(new JsonMapper().readTree("""
            {"id": "1", "title": "T\\u001b[2J", "authorId": "ann", "publishedAt": "2026-03-02T10:00:00Z",
             "snippet": "a &lt;b&gt; &amp;amp; <em>found</em>\\n it&#x27;s\\u0007"}"""));

    @Test
    void showsTheSnippetAsText() {
        assertThat(hit.print(terminal(Map.of())))
                .isEqualTo("  T\u001b[2J\n  ann, 2026-03-02\n    a <b> &amp; found it's\u0007");
    }

    @Test
    void showsWhatWasFoundInBold() {
        var terminal = terminal(Map.of("PRESSROOM_TERMINAL", "1"));
        terminal.print(hit.print(terminal));
        assertThat(bytes.toString(UTF_8)).contains("\033[1mfound\033[0m it's").contains("T\\u001b[2J");
    }

    private Terminal terminal(Map<String, String> environment) {
        return Terminal.detect(new PrintStream(bytes, true, UTF_8), environment);
    }
}
