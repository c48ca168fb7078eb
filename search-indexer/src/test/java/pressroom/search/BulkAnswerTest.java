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
                {"items":[{"index":{"_index":"ours","status":201}},
                 {"index":{"_index":"ours","status":409,"error":{"type":"version_conflict_engine_exception","reason":"r"}}},
                 {"index":{"_index":"ours","status":400,"error":{"type":"document_parsing_exception","reason":"bad tags",
                  "caused_by":{"reason":"too long","caused_by":{"reason":"bytes"}}}}},
                 {"index":{"_index":"ours","status":429,"error":{"type":"es_rejected_execution_exception","reason":"full"}}},
                 {"index":{"_index":"ours","status":503,"error":{"type":"unavailable_shards_exception","reason":"gone"}}},
                 {"index":{"_index":"ours","status":200}}]}""");

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Kind.DONE, Kind.DONE, Kind.REFUSED, Kind.OPEN, Kind.OPEN, Kind.DONE);
        assertThat(verdicts.get(2).reason())
                .contains("bad tags; because too long")
                .doesNotContain("429");
    }

    @Test
    void whatAnotherIndexAnsweredIsOpenWhateverItIs() {
        List<Verdict> verdicts = read("""
                {"items":[{"index":{"_index":"ours","status":201}},
                 {"index":{"_index":"our","status":201}},
                 {"index":{"_index":"oursToo","status":409,"error":{"type":"version_conflict_engine_exception"}}},
                 {"index":{"_index":"theirs","status":400,"error":{"type":"document_parsing_exception"}}},
                 {"index":{"status":200}},
                 {"index":{"_index":"alias","status":400,"error":{"type":"illegal_argument_exception","reason":"none"}}},
                 {"index":{"status":200,"_index":"ours"}}]}""");

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Kind.DONE, Kind.OPEN, Kind.OPEN, Kind.OPEN, Kind.OPEN, Kind.OPEN, Kind.DONE);
        assertThat(verdicts.get(1).reason()).contains("index our instead of ours");
        assertThat(verdicts.get(4).reason()).contains("unknown");
        assertThat(verdicts.get(5).reason()).contains("illegal_argument_exception: none");
    }

    @Test
    void aReasonThatQuotesAWholeFieldIsCut() {
        List<Verdict> verdicts = read("""
                {"items":[{"index":{"_index":"ours","status":400,"error":{"type":"document_parsing_exception","reason":"%s"}}}]}""".formatted("x".repeat(40_000)));

        assertThat(verdicts.get(0).reason()).hasSizeLessThan(400);
    }

    @Test
    void halfAnAnswerIsNone() {
        assertThatThrownBy(() -> read("{\"items\":[{\"index\":{\"status\":201}},{\"ind"))
                .isInstanceOf(JacksonException.class);
    }

    private static List<Verdict> read(String json) {
        return BulkAnswer.read(new ByteArrayInputStream(json.getBytes(UTF_8)), "ours");
    }
}
