package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestServersTest {
    @Test
    void aTestRunThatIsKilledLeavesNeitherServersNorFiles() throws Exception {
        Process run = new ProcessBuilder(
                        JavaProgram.path(), "-cp", System.getProperty("java.class.path"), ShortTestRun.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = run.inputReader();
        Path state = Path.of(said.readLine());
        ProcessMark server = ProcessMark.of(Long.parseLong(said.readLine())).orElseThrow();
        assertThat(server.isAlive()).isTrue();

        run.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive() && !Files.exists(state));
    }

    @Test
    void oneJvmHasOneSetOfServers() {
        LocalStack first = TestServers.with(Server.POSTGRES);
        long pid = first.status(Server.POSTGRES).pid();

        assertThat(TestServers.with(Server.POSTGRES)).isSameAs(first);
        assertThat(first.status(Server.POSTGRES).pid()).isEqualTo(pid);
    }

    /** Starts a server and waits to be killed. */
    static final class ShortTestRun {
        private ShortTestRun() {}

        public static void main(String[] arguments) throws Exception {
            LocalStack stack = TestServers.with(Server.POSTGRES);
            System.out.println(stack.stateDirectory());
            System.out.println(stack.status(Server.POSTGRES).pid());
            System.in.read();
        }
    }
}
