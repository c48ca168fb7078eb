package pressroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import pressroom.cli.HelpTexts;

/** The file that {@code ./pressroom bench --help} prints. {@code -Dpressroom.help=write} writes it. */
class BenchHelpTest {
    @Test
    void theFileIsWhatTheCommandSays() throws Exception {
        String text = HelpTexts.of(new CommandLine(new BenchCommand())).get("bench");
        Path file = Path.of("..", HelpTexts.FOLDER, "bench.txt");
        if ("write".equals(System.getProperty("pressroom.help"))) {
            Files.writeString(file, text);
        }

        assertThat(file).as("-Dpressroom.help=write writes it").exists().hasContent(text);
    }
}
