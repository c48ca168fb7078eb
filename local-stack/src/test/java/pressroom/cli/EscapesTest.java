package pressroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.cli.importing.ImportStatus;
import pressroom.cli.importing.ImportSummary;
import pressroom.cli.terminal.PrintableWriter;
import pressroom.cli.terminal.Progress;
import pressroom.cli.terminal.Terminal;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;

/** What others wrote is shown by the command line and not obeyed by the terminal. */
class EscapesTest {
    /** Writes to the clipboard. */
    private static final String OSC_52 = "\033]52;c;cm0gLXJmIH4=\007";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal =
            Terminal.detect(new PrintStream(bytes, true, UTF_8), Map.of("PRESSROOM_TERMINAL", "1"));

    @Test
    void aFileNameWithEscapesIsReportedInOneVisibleLine(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a" + OSC_52 + "\033[2J\nfailed   forged.md"), "no front matter");
        Files.writeString(folder.resolve("\033]0;title\007.md"), "---\ntitle: [\n---\n");
        List<Reading.Failed> failed = new ArrayList<>();
        try (var tree = PostTree.of(folder)) {
            var reader = new PostReader(null, Clock.systemUTC());
            for (var file : tree.files()) {
                if (reader.read(file) instanceof Reading.Failed one) {
                    failed.add(one);
                }
            }
        }
        assertThat(failed).isNotEmpty();
        var status = new ImportStatus("1", "done", failed.size(), 0, 0, failed.size(), 0, "");

        terminal.print(ImportReport.of(new ImportSummary(status, List.of(), failed), 0, true));

        assertThat(printed()).contains("\\u001b").doesNotContain("\033", "\007");
        assertThat(printed().lines().filter(line -> line.startsWith("failed")))
                .as("no line is forged by a name with a line break")
                .hasSize(failed.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OSC_52,
                "\033[31mred",
                "\u009b31mred by one byte",
                "\u202egnp.exe",
                "\u2066isolated\u2069",
                "over\rwritten",
                "back\b\b\bspace",
                "\u2028line",
                "\uE0000000000000000000:31mred by our own sign"
            })
    void nothingOfItReachesTheTerminalAsItIs(String text) {
        terminal.print(text);

        assertThat(printed().strip()).doesNotMatch("(?s).*[\\p{Cc}\\u2028\\u202a-\\u202e\\u2066-\\u2069].*");
    }

    @Test
    void aStatusLineIsOneLineOfText() {
        try (var progress = new Progress(terminal, "Importing")) {
            progress.waiting("why" + OSC_52 + "\nnot");
            terminal.print("between");
        }
        assertThat(printed().replace("\r\033[K", "")).doesNotContain("\033", "\007");
    }

    @Test
    void whatASentenceOfAnErrorQuotesIsShownToo() {
        var err = new StringWriter();
        var writer = new PrintWriter(new PrintableWriter(err), true);

        writer.println("The answer was: " + OSC_52);

        assertThat(err.toString()).contains("\\u001b]52;c;cm0gLXJmIH4=\\u0007").doesNotContain("\033");
    }

    @Test
    void ordinaryTextOfAnyScriptIsAsItWas() {
        var text = "Grüße, 世界\n\tשלום \uD83D\uDC69\u200D\uD83D\uDCBB é";

        terminal.print(text);

        assertThat(printed()).isEqualTo(text + "\n");
    }

    private String printed() {
        return bytes.toString(UTF_8);
    }
}
