package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1e9", "1.5", "99999999999999999999", "ten", "١"})
    void aSenselessLimitIsRefused(String limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of("x", null, null, limit, null))
                .withMessage("limit must be a whole number from 1 to 100");
    }

    @Test
    void emptyParametersCountAsAbsent() {
        Question question = Question.of(" ", "", "", "", "");

        assertThat(question).isEqualTo(Question.of(null, null, null, null, null));
        assertThat(question.limit()).isEqualTo(10);
    }

    @Test
    void aQuestionLongerThanAPageIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of("x".repeat(Question.LONGEST + 1), null, null, null, null))
                .withMessageContaining("1000 characters");
    }
}
