package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A page of docs/operations and what its blocks say to type, in order. A block without a language holds commands, a
 * line each unless a backslash continues it; one of {@code sql} holds statements of PostgreSQL's superuser. Blocks in
 * other languages are to be read.
 */
final class OperationsPage {

    private static final Path FOLDER = Compose.HOME.resolve("docs/operations");
    private static final Set<String> TO_BE_READ = Set.of("ini", "json", "properties", "yaml");

    /** Something to type. */
    record Command(String text, boolean isSql) {}

    private final String name;
    private final List<Command> commands = new ArrayList<>();
    private int executed;

    OperationsPage(Path file) throws IOException {
        this.name = String.valueOf(file.getFileName());
        Iterator<String> lines = Files.readAllLines(file).iterator();
        while (lines.hasNext()) {
            String line = lines.next().strip();
            if (line.startsWith("```")) {
                readBlock(line.substring(3), lines);
            }
        }
    }

    /** All pages, by name. */
    static List<OperationsPage> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<OperationsPage> pages = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                pages.add(new OperationsPage(file));
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readBlock(String language, Iterator<String> lines) {
        StringBuilder begun = new StringBuilder();
        for (String line = lines.next().strip();
                !line.equals("```");
                line = lines.next().strip()) {
            boolean isSql = language.equals("sql");
            if (TO_BE_READ.contains(language) || line.isEmpty()) {
                continue;
            }
            begun.append(line.endsWith("\\") ? line.substring(0, line.length() - 1) : line + " ");
            if (isSql ? line.endsWith(";") : !line.endsWith("\\")) {
                add(new Command(begun.toString().strip(), isSql), language);
                begun.setLength(0);
            }
        }
        assertThat(begun.toString()).as("%s: a command without an end", name).isBlank();
    }

    private void add(Command command, String language) {
        assertThat(language)
                .as("%s: language of the block with %s", name, command.text())
                .isIn("", "sql");
        if (!command.isSql()) {
            assertThat(command.text())
                    .as("%s: a block without a language holds commands only", name)
                    .matches("(\\./pressroom|psql) .*");
        }
        commands.add(command);
    }

    String name() {
        return name;
    }

    boolean hasNext() {
        return executed < commands.size();
    }

    /** The next one, which has these words. */
    Command next(String words) {
        assertThat(notExecuted()).as("%s: what is left to type", name).isNotEmpty();
        Command next = commands.get(executed);
        assertThat(next.text()).as("%s: what comes next", name).contains(words);
        executed++;
        return next;
    }

    List<Command> notExecuted() {
        return commands.subList(executed, commands.size());
    }

    @Override
    public String toString() {
        return name;
    }
}
