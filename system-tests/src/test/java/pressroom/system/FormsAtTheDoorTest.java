package pressroom.system;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.FormAttacks;

/** Row 41: forms without a token, which no service is to hold. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class FormsAtTheDoorTest {
    private static final Integer[] REFUSED = {400, 401, 403, 404, 405, 408, 411, 413, 415, 429, 503};
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Platform platform;

    FormsAtTheDoorTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void aFormWithoutAnEndEndsNoService() {
        Trial trial = Trial.of(platform, FormAttacks.endless(SHORT), Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }

    @Test
    void aMultipartFormWithoutAnEndEndsNoService() {
        Trial trial = Trial.of(platform, FormAttacks.endlessMultipart(SHORT), Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }

    @Test
    void formsThatAreOnlyDeclaredTakeNoMemory() {
        Trial trial = Trial.of(platform, List.of(FormAttacks.declaredForms(50, SHORT)), Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }

    @Test
    @Tag("faults")
    void fiveHundredDeclaredFormsTakeNoMemory() {
        Trial trial = Trial.of(platform, List.of(FormAttacks.declaredForms(500, LONG)), Platform.SERVICES);
        trial.assertThatNobodyElseNoticed();
        trial.assertThatAnswersAreAmong(REFUSED);
    }
}
