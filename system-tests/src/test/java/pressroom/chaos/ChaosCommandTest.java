package pressroom.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChaosCommandTest {

    @Test
    void whatPlaysARunAgainSaysAllThatDecidesOfItsFaults() {
        assertThat(parsed("--minutes", "3", "--rate", "70", "--only", "13,5").again(42))
                .isEqualTo("./pressroom chaos --seed 42 --minutes 3.0 --rate 70 --only 5,13");
        assertThat(parsed().again(7)).isEqualTo("./pressroom chaos --seed 7 --minutes 5.0 --rate 150");
    }

    private static ChaosCommand parsed(String... arguments) {
        ChaosCommand command = new ChaosCommand();
        new CommandLine(command).parseArgs(arguments);
        return command;
    }
}
