package pressroom.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void showsABarARateAndWhatIsLeft() {
        assertThat(new ProgressLine("Importing", 500, 1000, Duration.ofSeconds(10), "").fit(79))
                .isEqualTo("Importing [############------------] 500/1000 (50 %)  50/s  10 s left");
    }

    @Test
    void givesUpTheBarFirstWhenTheTerminalIsNarrow() {
        var line = new ProgressLine("Starting", 1, 3, Duration.ofSeconds(2), "elasticsearch");
        assertThat(line.fit(50)).isEqualTo("Starting 1/3 (33 %)  2 s  elasticsearch");
        assertThat(line.fit(20)).isEqualTo("Starting 1/3 (33 %) ").hasSize(20);
    }

    @Test
    void isAllDoneWhenThereWasNothingToDo() {
        assertThat(new ProgressLine("Importing", 0, 0, Duration.ZERO, "").plain())
                .isEqualTo("0/0 (100 %)");
    }

    @Test
    void saysLongTimesInWords() {
        assertThat(ProgressLine.words(Duration.ofSeconds(75))).isEqualTo("1 min 15 s");
        assertThat(ProgressLine.words(Duration.ofSeconds(7260))).isEqualTo("2 h 1 min");
    }

    @Test
    void printsOneLinePerTenPercentWithoutATerminal() {
        try (var progress = new Progress(Terminal.detect(out, Map.of("TERM", "xterm")), "Importing", 1000)) {
            for (int i = 0; i < 1000; i++) {
                progress.advance();
            }
        }
        assertThat(bytes.toString(UTF_8).lines()).hasSize(10).allMatch(line -> line.startsWith("Importing "));
        assertThat(bytes.toString(UTF_8)).doesNotContain("\r", "\033").contains("1000/1000 (100 %)");
    }

    @Test
    void leavesTheLastStateOnATerminal() {
        var terminal = Terminal.detect(out, Map.of("PRESSROOM_TERMINAL", "1", "COLUMNS", "60"));
        try (var progress = new Progress(terminal, "Importing", 2)) {
            progress.advance();
            progress.advance();
            terminal.print("a line in between");
        }
        assertThat(bytes.toString(UTF_8)).endsWith("\r\033[KImporting [########################] 2/2 (100 %)\n");
    }

    @Test
    void usesNoColorWhereItIsNotWanted() {
        var colored = Terminal.detect(out, Map.of("PRESSROOM_TERMINAL", "1"));
        colored.print(colored.bold("x"));
        assertThat(bytes.toString(UTF_8)).isEqualTo("\033[1mx\033[0m\n");
        assertThat(Terminal.detect(out, Map.of("PRESSROOM_TERMINAL", "1", "NO_COLOR", "1"))
                        .bold("x"))
                .isEqualTo("x");
        assertThat(Terminal.detect(out, Map.of("PRESSROOM_TERMINAL", "1", "TERM", "dumb"))
                        .bold("x"))
                .isEqualTo("x");
        assertThat(Terminal.detect(out, Map.of()).bold("x")).isEqualTo("x");
    }
}
