package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The files that {@code ./pressroom --help} prints say what the commands understand. {@code -Dpressroom.help=write} writes them. */
class HelpTextsTest {
    private static final Path FOLDER = Path.of("..", HelpTexts.FOLDER);

    @Test
    void theFilesAreWhatTheCommandsSay() throws IOException {
        var texts = new TreeMap<>(HelpTexts.of(Main.commandLine()));
        texts.put(
                "version", String.join("\n", Main.commandLine().getCommandSpec().version()) + "\n");
        for (var text : texts.entrySet()) {
            var file = FOLDER.resolve(text.getKey() + ".txt");
            if ("write".equals(System.getProperty("pressroom.help"))) {
                Files.writeString(file, text.getValue());
            }
            assertThat(file).as("-Dpressroom.help=write writes it").exists().hasContent(text.getValue());
        }
    }
}
