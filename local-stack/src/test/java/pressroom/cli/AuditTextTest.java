package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditTextTest {

    private static final String DRIFT = """
            {"result": "drift",
             "posts": [{"blogId": "5f0c", "ledger": null, "blogs": {"authorId": "ada", "version": 2, "live": true}}],
             "totals": [{"authorId": "ada", "total": 2, "shouldBe": 3}, {"authorId": "bob", "total": null, "shouldBe": 1}],
             "undecided": [{"blogId": "77aa", "authorId": "eve", "reason": "its newest event is not on the topic yet"}],
             "more": true, "dryRun": true}
            """;

    @Test
    void namesWhatDiffersWhatCannotBeToldAndWhatToType() {
        assertThat(AuditText.report(json(DRIFT), "counter-consumer", terminal()))
                .isEqualToIgnoringNewLines("""
                        drift: 1 post and 2 totals differ from what is published
                          post 5f0c: has nothing, published is version 2, live, of ada
                          total of ada: 2, should be 3
                          total of bob: none, should be 1
                          post 77aa cannot be told: its newest event is not on the topic yet
                          There is more than is told here.

                        To repair it: ./pressroom ops counter-consumer repair
                        """);
    }

    @Test
    void aDryRunSaysThatNothingIsRepairedYet() {
        assertThat(AuditText.repair(json(DRIFT), "counter-consumer", terminal()))
                .startsWith("To be repaired: 1 post and 2 totals")
                .contains("total of ada: 2, should be 3");
        assertThat(AuditText.repair(
                        json("{\"posts\": [], \"totals\": [], \"undecided\": [], \"more\": false}"),
                        "counter-consumer",
                        terminal()))
                .isEqualTo("Nothing to repair in counter-consumer.");
    }

    @Test
    void oneTotalIsToldAsOneAndNoPostsAreNotTold() {
        assertThat(AuditText.report(json("""
                                {"result": "drift", "posts": [], "undecided": [],
                                 "totals": [{"authorId": "ada", "total": 7, "shouldBe": 6}]}"""), "counter-consumer", terminal()))
                .startsWith("drift: 1 total differs from what is published\n");
    }

    @Test
    void unknownIsNotClean() {
        assertThat(AuditText.report(
                        json("{\"result\": \"unknown\", \"undecided\": [{\"blogId\": \"1\", \"reason\": \"late\"}]}"),
                        "counter-consumer",
                        terminal()))
                .startsWith("unknown: ")
                .contains("post 1 cannot be told: late")
                .doesNotContain("clean");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    private static Terminal terminal() {
        return Terminal.detect(new PrintStream(new ByteArrayOutputStream()), Map.of());
    }
}
