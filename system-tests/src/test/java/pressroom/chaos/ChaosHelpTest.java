package pressroom.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import pressroom.cli.HelpTexts;

/** The file that {@code ./pressroom chaos --help} prints. {@code -Dpressroom.help=write} writes it. */
class ChaosHelpTest {
    @Test
    void theFileIsWhatTheCommandSays() throws Exception {
        String text = HelpTexts.of(new CommandLine(new ChaosCommand())).get("chaos");
        Path file = Path.of("..", HelpTexts.FOLDER, "chaos.txt");
        if ("write".equals(System.getProperty("pressroom.help"))) {
            Files.writeString(file, text);
        }

        assertThat(file).as("-Dpressroom.help=write writes it").exists().hasContent(text);
    }
}
