package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    private final LocalStack stack = TestServers.another();

    @Test
    void aTakenPortIsNamedWithItsHolderAndTheSettingThatMovesIt() throws Exception {
        int port = stack.ports().kafka();
        try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> stack.start(Server.KAFKA, words -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Kafka cannot start: port " + holder.getLocalPort() + " is taken")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("PRESSROOM_KAFKA_PORT");
        }
        assertThat(stack.status(Server.KAFKA).state()).isEqualTo(Status.State.STOPPED);
    }

    @Test
    void aServerThatDiesWhileStartingShowsTheEndOfItsLogAndCanBeMended() throws Exception {
        List<String> progress = new ArrayList<>();
        stack.start(Server.POSTGRES, progress::add);
        stack.stop(Server.POSTGRES);
        var custom = stack.stateDirectory().resolve("postgres/data/custom.conf");
        Files.writeString(custom, "no_such_setting = 1\n");

        assertThatThrownBy(() -> stack.start(Server.POSTGRES, progress::add))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("PostgreSQL ended while starting")
                .hasMessageContaining(stack.log(Server.POSTGRES).toString())
                .hasMessageContaining("no_such_setting");

        assertThat(stack.status(Server.POSTGRES)).satisfies(status -> {
            assertThat(status.state()).isEqualTo(Status.State.DIED);
            assertThat(status.logTail()).contains("no_such_setting");
        });
        Files.writeString(custom, "");
        stack.start(Server.POSTGRES, progress::add);
        assertThat(stack.status(Server.POSTGRES).isRunning()).isTrue();
        assertThat(progress).last().isEqualTo("ready on port " + stack.ports().postgres());
    }

    @Test
    void stoppingWhatNeverRanIsNoError() {
        for (Server server : Server.values()) {
            stack.stop(server);
            stack.kill(server);

            assertThat(stack.status(server).state()).isEqualTo(Status.State.STOPPED);
        }
    }
}
