package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say to type as an operator is understood. System-tests' OperationsPagesTest types it. */
class DocumentedCommandsTest {

    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    @Test
    void theCommandLineUnderstandsEachCommandOfTheDocuments() throws IOException {
        List<String> commands;
        try (Stream<Path> documents = Files.walk(Path.of("..", "docs"))) {
            commands = documents
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(DocumentedCommandsTest::lines)
                    .map(String::strip)
                    .filter(line -> line.startsWith("./pressroom ops "))
                    .toList();
        }
        assertThat(commands).hasSizeGreaterThan(20);
        for (String command : commands) {
            String[] words = WORD.matcher(command.replaceFirst("#.*", ""))
                    .results()
                    .map(MatchResult::group)
                    .map(word -> word.replace("\"", ""))
                    .skip(1)
                    .toArray(String[]::new);
            assertThatCode(() -> Main.commandLine().parseArgs(words))
                    .as(command)
                    .doesNotThrowAnyException();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
