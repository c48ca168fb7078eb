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

class GapsTextTest {

    private static final String HERE = """
            {"partition": 3, "from": 10, "to": 50, "records": 40, "noticedAt": "2026-02-20T10:00:00Z", "isHere": true}
            """;
    private static final String REPLACED = """
            {"partition": 4, "from": 12, "to": null, "records": 1, "noticedAt": "2026-02-21T10:00:00Z", "isHere": false}
            """;

    private final Terminal terminal =
            Terminal.detect(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), Map.of());

    @Test
    void eachGapIsToldWithItsOffsetsAndWhereItIs() {
        String text =
                GapsText.list(json("{\"gaps\": [%s, %s]}".formatted(HERE, REPLACED)), "counter-consumer", terminal);

        assertThat(text).isEqualTo("""
                2 gaps: records that were deleted before counter-consumer read them
                  partition 3: offsets 10 to 49, 40 records, noticed at 2026-02-20T10:00:00Z
                  partition 4: offsets from 12 on, of a log that is no more, noticed at 2026-02-21T10:00:00Z, at another instance
                docs/operations/retention.md says what to do.""");
    }

    @Test
    void oneRecordIsToldByItsOffset() {
        String text = GapsText.list(
                json("{\"gaps\": [%s]}".formatted(HERE.replace("50", "11").replace("40", "1"))),
                "counter-consumer",
                terminal);

        assertThat(text).startsWith("1 gap: ").contains("partition 3: offset 10, noticed");
    }

    @Test
    void aGroupWithoutGapsIsToldInOneLine() {
        assertThat(GapsText.list(json("{\"gaps\": []}"), "search-indexer", terminal))
                .isEqualTo("no gaps: no record was deleted before search-indexer read it.");
    }

    @Test
    void whatOtherInstancesHaveIsNotToldAsClosed() {
        String report = "{\"dryRun\": %s, \"closed\": [%s], \"elsewhere\": [%s]}";

        assertThat(GapsText.closed(json(report.formatted(true, HERE, REPLACED)), "counter-consumer", terminal))
                .isEqualTo("""
                        Would be closed:
                          partition 3: offsets 10 to 49, 40 records, noticed at 2026-02-20T10:00:00Z
                        Elsewhere, to be closed at the instances of these partitions:
                          partition 4: offsets from 12 on, of a log that is no more, noticed at 2026-02-21T10:00:00Z""");
        assertThat(GapsText.closed(json(report.formatted(false, "", REPLACED)), "counter-consumer", terminal))
                .startsWith("This instance of counter-consumer has no gaps to close.\nElsewhere")
                .doesNotContain("closed:");
        assertThat(GapsText.closed(json(report.formatted(false, HERE, "")), "counter-consumer", terminal))
                .startsWith("closed:\n  partition 3")
                .doesNotContain("Elsewhere");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
