package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pressroom.search.Verdict.Kind;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "200, , DONE",
        "201, , DONE",
        "409, version_conflict_engine_exception, DONE",
        "400, document_parsing_exception, REFUSED",
        "400, mapper_parsing_exception, REFUSED",
        "400, strict_dynamic_mapping_exception, REFUSED",
        "400, illegal_argument_exception, OPEN",
        "400, index_closed_exception, OPEN",
        "400, something_new_exception, OPEN",
        "400, , OPEN",
        "401, security_exception, OPEN",
        "403, cluster_block_exception, OPEN",
        "403, security_exception, OPEN",
        "404, index_not_found_exception, OPEN",
        "409, something_else_exception, OPEN",
        "413, es_rejected_execution_exception, OPEN",
        "429, es_rejected_execution_exception, OPEN",
        "500, translog_exception, OPEN",
        "503, unavailable_shards_exception, OPEN"
    })
    void onlyTheDocumentsOwnFaultsRefuseIt(int status, String type, Kind kind) {
        assertThat(Verdict.of(status, type, "why").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Document contains at least one immense term in field=tags, REFUSED",
        "no write index is defined for alias [blogs], OPEN",
        "pipeline with id [Document contains at least one immense term] does not exist, OPEN"
    })
    void ofIllegalArgumentsOnlyAnImmenseTermIsTheDocuments(String reason, Kind kind) {
        assertThat(Verdict.of(400, "illegal_argument_exception", reason).kind()).isEqualTo(kind);
    }

    @Test
    void theReasonNamesStatusTypeAndWords() {
        assertThat(Verdict.of(400, "document_parsing_exception", "no date").reason())
                .isEqualTo("Elasticsearch answered 400 document_parsing_exception: no date");
    }
}
