package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsPageTest {

    @TempDir
    private Path folder;

    @Test
    void eachPageHasASituationInWhichItsCommandsAreTyped() {
        assertThat(OperationsPage.all())
                .allSatisfy(
                        page -> assertThat(page.notExecuted()).as(page.name()).isNotEmpty())
                .extracting(OperationsPage::name)
                .containsExactlyInAnyOrderElementsOf(OperationsSituations.BY_PAGE.keySet());
    }

    @Test
    void commandsAreReadInOrderAndTypedInOrder() throws IOException {
        OperationsPage page = page("""
                Text with `./pressroom inline`.

                ```
                ./pressroom ops a gaps     # exit code 1
                ./pressroom ops b republish \\
                    --all
                ```
                1. Then:

                   ```sql
                   alter role a
                     set b = 'c';
                   ```
                   ```ini
                   [databases]
                   ```
                """);

        assertThat(page.notExecuted())
                .containsExactly(
                        new OperationsPage.Command("./pressroom ops a gaps     # exit code 1", false),
                        new OperationsPage.Command("./pressroom ops b republish --all", false),
                        new OperationsPage.Command("alter role a set b = 'c';", true));
        page.next("gaps");
        assertThatThrownBy(() -> page.next("alter role")).hasMessageContaining("republish --all");
        page.next("republish");
        page.next("alter");
        assertThat(page.hasNext()).isFalse();
        assertThatThrownBy(() -> page.next("gaps")).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"```\ncurl -s localhost\n```", "```sh\n./pressroom status\n```", "```sql\nselect 1\n```"})
    void aBlockThatCannotBeTypedIsNoted(String text) {
        assertThatThrownBy(() -> page(text)).isInstanceOf(AssertionError.class);
    }

    private OperationsPage page(String text) throws IOException {
        return new OperationsPage(Files.writeString(folder.resolve("some.md"), text));
    }
}
