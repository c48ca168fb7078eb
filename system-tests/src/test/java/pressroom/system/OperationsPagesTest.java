package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.TestServers;

/** All commands of each page of docs/operations are typed as they stand there, in order, in the page's situation. */
@Tag("faults")
class OperationsPagesTest {

    private static LocalStack stack;
    private static Platform platform;
    private static OperatorsShell shell;
    private static OperationsSituations situations;

    @BeforeAll
    static void start() {
        stack = TestServers.another();
        Stream.of(Server.values()).parallel().forEach(server -> stack.start(server, words -> {}));
        Processes processes = new Processes(stack);
        platform = Platform.startedAs(processes);
        shell = new OperatorsShell(processes);
        situations = new OperationsSituations(processes, platform);
    }

    @AfterAll
    static void stop() {
        platform.stop();
        Stream.of(Server.values()).forEach(stack::kill);
    }

    static List<OperationsPage> pages() {
        return OperationsPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void allCommandsOfAPageEndInWhatItPromises(OperationsPage page) throws Exception {
        var situation = OperationsSituations.BY_PAGE.get(page.name());
        assertThat(situation)
                .as("the situation in which the commands of %s are typed", page)
                .isNotNull();

        situation.endsBy(situations, new PageRun(page, shell));

        assertThat(page.notExecuted()).as("what was not typed of %s", page).isEmpty();
    }

    @Test
    void aRepublishOfAPostThatDoesNotExistEndsWithOne() {
        String unknown = UUID.randomUUID().toString();
        var republish = "./pressroom ops blog-service republish --reason tested --yes --id " + unknown;

        Program.Said said = shell.type(new OperationsPage.Command(republish, false));

        assertThat(said.exitCode()).as(said.output()).isEqualTo(1);
        assertThat(said.output()).contains("0 posts were put into the outbox", "No post matches --id " + unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"counter-consumer gaps", "counter-consumer audit", "blog-service outbox"})
    void aServiceThatDoesNotAnswerIsNeverToldAsClean(String command) {
        var silent = "PRESSROOM_COUNTER_PORT=1 PRESSROOM_BLOG_PORT=1 ./pressroom ops " + command;

        Program.Said said = shell.type(new OperationsPage.Command(silent, false));

        assertThat(said.exitCode()).as(said.output()).isEqualTo(2);
        assertThat(said.output()).contains(command.substring(0, command.indexOf(' ')) + " does not answer");
    }
}
