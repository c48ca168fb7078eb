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
    void aTestRunThatIsKilledLeavesNeitherServersNorServicesNorFiles() throws Exception {
        Process run = new ProcessBuilder(
                        JavaProgram.path(), "-cp", System.getProperty("java.class.path"), ShortTestRun.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = run.inputReader();
        Path state = Path.of(said.readLine());
        ProcessMark server = ProcessMark.of(Long.parseLong(said.readLine())).orElseThrow();
        ProcessMark service = ProcessMark.of(Long.parseLong(said.readLine())).orElseThrow();
        assertThat(server.isAlive()).isTrue();
        assertThat(service.isAlive()).isTrue();

        run.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !server.isAlive() && !service.isAlive() && !Files.exists(state));
    }

    @Test
    void oneJvmHasOneSetOfServers() {
        LocalStack first = TestServers.with(Server.POSTGRES);
        long pid = first.status(Server.POSTGRES).pid();

        assertThat(TestServers.with(Server.POSTGRES)).isSameAs(first);
        assertThat(first.status(Server.POSTGRES).pid()).isEqualTo(pid);
    }

    /** Starts a server, and what knows its folder from its environment alone, and waits to be killed. */
    static final class ShortTestRun {
        private ShortTestRun() {}

        public static void main(String[] arguments) throws Exception {
            LocalStack stack = TestServers.with(Server.POSTGRES);
            System.out.println(stack.stateDirectory());
            System.out.println(stack.status(Server.POSTGRES).pid());
            ProcessBuilder sleeper = new ProcessBuilder("sleep", "600");
            sleeper.environment()
                    .put(
                            "PRESSROOM_SECRETS",
                            stack.stateDirectory().resolve("secrets").toString());
            Process service = new Daemon("service", stack.stateDirectory().resolve("service")).launch(sleeper);
            System.out.println(service.pid());
            System.in.read();
        }
    }
}
