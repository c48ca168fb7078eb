package pressroom.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That a dry run of a recovery has to name what was lost. */
class RelayOperatorTest {

    private static final String LOST = "0199c0de-0000-7000-8000-000000000042";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'dryRun':true,'blogs':[{},{},{}],'next':null}|true",
                "{'dryRun':true,'blogs':[{},{},{},{}],'next':null}|true",
                "{'dryRun':true,'blogs':[{},{}],'next':null}|false",
                "{'dryRun':false,'blogs':[{},{},{}],'next':null}|false",
                "{'blogs':[{},{},{}]}|false"
            })
    void aDryRunOfThreeLostPostsNamesThreeAndSaysThatItIsOne(String answer, boolean isTrue) {
        assertThat(RelayOperator.isTrueDryRun(json(answer), 3)).isEqualTo(isTrue);
    }

    @Test
    void aPageOfManyNamesFewer() {
        assertThat(RelayOperator.isTrueDryRun(json("{'dryRun':true,'blogs':[{}],'next':'%s'}".formatted(LOST)), 9_000))
                .isTrue();
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }
}
