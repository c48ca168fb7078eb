package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import pressroom.search.Verdict.Kind;
import tools.jackson.core.JacksonException;

class BulkAnswerTest {

    @Test
    void eachItemIsJudgedInItsOrder() {
        List<Verdict> verdicts = read("""
                {"items":[{"index":{"status":201}},
                 {"index":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"r"}}},
                 {"index":{"status":400,"error":{"type":"document_parsing_exception","reason":"bad tags",
                  "caused_by":{"reason":"too long","caused_by":{"reason":"bytes"}}}}},
                 {"index":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"full"}}},
                 {"index":{"status":503,"error":{"type":"unavailable_shards_exception","reason":"gone"}}},
                 {"index":{"status":200}}]}""");

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Kind.DONE, Kind.DONE, Kind.REFUSED, Kind.OPEN, Kind.OPEN, Kind.DONE);
        assertThat(verdicts.get(2).reason())
                .contains("bad tags; because too long")
                .doesNotContain("429");
    }

    @Test
    void aReasonThatQuotesAWholeFieldIsCut() {
        List<Verdict> verdicts = read("""
                {"items":[{"index":{"status":400,"error":{"type":"document_parsing_exception","reason":"%s"}}}]}""".formatted("x".repeat(40_000)));

        assertThat(verdicts.get(0).reason()).hasSizeLessThan(400);
    }

    @Test
    void halfAnAnswerIsNone() {
        assertThatThrownBy(() -> read("{\"items\":[{\"index\":{\"status\":201}},{\"ind"))
                .isInstanceOf(JacksonException.class);
    }

    private static List<Verdict> read(String json) {
        return BulkAnswer.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }
}
