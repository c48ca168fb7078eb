package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run through a page's commands, as they stand there. */
final class PageRun {

    private static final Logger log = LoggerFactory.getLogger(PageRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OperationsPage page;
    private final OperatorsShell shell;

    PageRun(OperationsPage page, OperatorsShell shell) {
        this.page = page;
        this.shell = shell;
    }

    /** Types the next command, which has these words, and which ends with this exit code; returns what it says. */
    String type(int exitCode, String words) {
        OperationsPage.Command command = page.next(words);
        Program.Said said = type(command);
        assertThat(said.exitCode()).as("%s%n%s", command.text(), said.output()).isEqualTo(exitCode);
        return said.output();
    }

    /** The same, with an exit code of 0 or 1: either may be true. */
    void typeAny(String words) {
        OperationsPage.Command command = page.next(words);
        Program.Said said = type(command);
        assertThat(said.exitCode()).as("%s%n%s", command.text(), said.output()).isBetween(0, 1);
    }

    /** The same, but repeats it until it ends with this exit code. */
    String typeUntil(int exitCode, String words) {
        OperationsPage.Command command = page.next(words);
        return await(command.text())
                .atMost(PATIENCE)
                .until(() -> type(command), said -> said.exitCode() == exitCode)
                .output();
    }

    /** Types all commands that are left, which have these words and succeed. */
    void typeAll(String words) {
        while (page.hasNext()) {
            type(0, words);
        }
    }

    private Program.Said type(OperationsPage.Command command) {
        Program.Said said = shell.type(command);
        log.info("{}: {} -> {}\n{}", page.name(), command.text(), said.exitCode(), said.output());
        return said;
    }
}
