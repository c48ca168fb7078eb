package pressroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a command that changes something asks before it does it. */
class ChangingCommandsTest {

    private final InputStream in = System.in;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private final List<Boolean> dryRuns = new ArrayList<>();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, UTF_8));
        System.setErr(new PrintStream(asked, true, UTF_8));
    }

    @AfterEach
    void leave() {
        System.setIn(in);
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " Yes "})
    void bothWordsOfConsentAreTaken(String answer) throws InterruptedException {
        assertThat(carryOut(answer + "\n")).isZero();
        assertThat(dryRuns).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "", "yesterday"})
    void allElseChangesNothing(String answer) throws InterruptedException {
        assertThat(carryOut(answer + "\n")).isEqualTo(1);
        assertThat(dryRuns).containsExactly(true);
        assertThat(asked.toString(UTF_8)).contains("Nothing was changed.");
    }

    @Test
    void noAnswerChangesNothingAndNamesTheOption() {
        assertThatThrownBy(() -> carryOut(""))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--yes");
        assertThat(dryRuns).containsExactly(true);
    }

    @Test
    void theQuestionIsNoPartOfTheOutput() throws InterruptedException {
        carryOut("n\n");

        assertThat(said.toString(UTF_8)).isEmpty();
        assertThat(asked.toString(UTF_8)).startsWith("Do this? [y/N] ");
    }

    private int carryOut(String input) throws InterruptedException {
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        var options = CommandLine.populateCommand(new ChangeOptions(), "--reason", "tested");
        return options.carryOut(isDryRun -> {
            dryRuns.add(isDryRun);
            return 0;
        });
    }
}
