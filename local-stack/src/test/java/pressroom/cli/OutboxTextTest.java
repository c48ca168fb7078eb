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

class OutboxTextTest {

    private final Terminal terminal =
            Terminal.detect(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), Map.of());

    @Test
    void aSuspensionStandsFirstWithItsReason() {
        String text = OutboxText.status(json("""
                {"role":"suspended","failure":null,"unsent":12,"ahead":0,"oldestUnsent":"PT3M","refused":1,
                 "suspension":{"since":"2026-02-20T10:00:00Z","reason":"the record at partition 3 is unknown"},
                 "fence":{"xid":"77","age":"PT2S","holder":"session 4711 of counter"}}"""), terminal);

        assertThat(text).isEqualTo("""
                The relay is suspended since 2026-02-20T10:00:00Z.
                  the record at partition 3 is unknown
                  docs/operations/restore.md and docs/operations/failover.md say what to do.
                Unsent events    12, the oldest for PT3M
                Events ahead     0
                Refused by Kafka 1
                Fence            session 4711 of counter, open for PT2S""");
    }

    @Test
    void anActiveRelayIsToldInFourLines() {
        String text = OutboxText.status(json("""
                {"role":"active","failure":null,"unsent":0,"ahead":0,"oldestUnsent":null,"refused":0,
                 "suspension":null,"fence":null}"""), terminal);

        assertThat(text)
                .startsWith("The relay is active.\nUnsent events    0\n")
                .hasLineCount(4);
    }

    @Test
    void eventsAheadAreNoFailureAndNameTheCommandThatSendsThem() {
        JsonNode status = json("""
                {"role":"active","failure":null,"unsent":3,"ahead":3,"oldestUnsent":"PT3M","refused":0,
                 "suspension":null,"fence":null}""");

        assertThat(OutboxText.status(status, terminal))
                .contains(
                        "Events ahead     3 of another PostgreSQL cluster",
                        "./pressroom ops blog-service resume --reason",
                        "docs/operations/restore.md")
                .doesNotContain("failed", "POST");
        assertThat(OutboxCommand.exitCode(status)).isEqualTo(1);
    }

    @Test
    void onlyARelayThatSendsEndsWithZero() {
        assertThat(OutboxCommand.exitCode(json("{\"ahead\":0,\"suspension\":null}")))
                .isZero();
        assertThat(OutboxCommand.exitCode(json("{\"ahead\":0,\"suspension\":{\"reason\":\"x\"}}")))
                .isEqualTo(1);
    }

    @Test
    void aTopicThatHasTakenAnothersPlaceIsTold() {
        String text = OutboxText.status(json("""
                {"role":"active","unsent":0,"ahead":0,"refused":0,"suspension":null,"fence":null,
                 "topic":{"clusterId":"c","topicId":"t","since":"2026-02-20T10:00:00Z","earlier":1}}"""), terminal);

        assertThat(text)
                .endsWith("\nTopic            first seen at 2026-02-20T10:00:00Z, 1 had its name before:"
                        + " docs/operations/replaced.md");
    }

    @Test
    void aRecoveryNamesEachPostWithItsVersionsAndWhatIsDone() {
        String text = OutboxText.recovered(json("""
                {"dryRun":true,"next":null,"actions":["the suspension ends"],"blogs":[
                 {"blogId":"b-1","action":"taken-back","authorId":"ada","title":"Lost","topicVersion":1,
                  "databaseVersion":null,"version":1,"live":true,"keptText":null,"twinOf":null},
                 {"blogId":"b-2","action":"twin-withdrawn","authorId":"ada","title":"Lost","topicVersion":null,
                  "databaseVersion":1,"version":2,"live":false,"keptText":null,"twinOf":"b-1"},
                 {"blogId":"b-3","action":"database-kept","authorId":"bob","title":"New","topicVersion":2,
                  "databaseVersion":2,"version":3,"live":true,"keptText":"e-9","twinOf":null}]}"""), true);

        assertThat(text).isEqualTo("""
                taken-back     b-1 by ada: topic v1, database lacking -> v1, Lost
                twin-withdrawn b-2 by ada: topic none, database v1 -> v2 (unpublished), twin of b-1, Lost
                database-kept  b-3 by bob: topic v2, database v2 -> v3, text kept as e-9, New
                Would be done:
                  the suspension ends""");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
