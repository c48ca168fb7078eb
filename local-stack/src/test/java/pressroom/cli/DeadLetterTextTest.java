package pressroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeadLetterTextTest {

    private static final String LETTER = """
            {"partition":0,"offset":17,"source":{"topic":"blog-events","partition":3,"offset":4711},
             "reason":"the value is empty","time":"2026-01-05T09:30:15Z","key":"anna","size":1234}""";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal = Terminal.detect(new PrintStream(bytes, true, UTF_8), Map.of());

    @Test
    void tellsOfEachLetterWhereItIsFromAndWhy() {
        String text = DeadLetterText.page(
                json("{\"total\":2,\"letters\":[%s],\"next\":\"0-18\"}".formatted(LETTER)), "COMMAND", terminal);

        assertThat(text).isEqualTo("""
                2 dead letters, oldest first

                0/17  2026-01-05T09:30:15Z  from blog-events-3@4711  1,234 bytes  key anna
                    the value is empty

                One of them: COMMAND show P/O
                More:        COMMAND list --from 0/18""");
        assertThat(DeadLetterText.page(json("{\"total\":0,\"letters\":[],\"next\":null}"), "COMMAND", terminal))
                .isEqualTo("No dead letters.");
    }

    @Test
    void showsAValueWithoutLettingItCommandTheTerminal() {
        String text = DeadLetterText.whole(json("""
                        {"letter":%s,"headers":[{"name":"ce_type","value":"x"}],"keyBytes":null,
                         "valueBytes":"eyIbWzMxbSI6CiLigK4ifQ==","isWhole":true}""".formatted(LETTER)), terminal);

        terminal.print(text);
        assertThat(bytes.toString(UTF_8)).endsWith("ce_type: x\n\n{\"\\u001b[31m\":\n\"\\u202e\"}\n");
    }

    @Test
    void saysHowARedriveHasEnded() {
        String status = "{\"state\":\"%s\",\"total\":3,\"handled\":2,\"stillPoison\":1,\"failure\":%s}";

        assertThat(DeadLetterText.status(json(status.formatted("done", "null")), "counter-consumer"))
                .isEqualTo("The redrive is done: 2 of 3 dead letters handled, 1 still poison.");
        assertThat(DeadLetterText.status(json(status.formatted("running", "\"away\"")), "counter-consumer"))
                .contains("running", "It tries again: away");
        assertThat(DeadLetterText.status(json(status.formatted("failed", "\"no right\"")), "counter-consumer"))
                .contains("failed: no right", "Run it again");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
