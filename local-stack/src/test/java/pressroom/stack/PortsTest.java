package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theEnvironmentMovesThePortsOneByOne() {
        Ports ports = Ports.fromEnvironment(Map.of("PRESSROOM_KAFKA_PORT", "29092"));

        assertThat(ports).isEqualTo(new Ports(15432, 29092, 29093, 19200));
        assertThat(Ports.standard()).isEqualTo(new Ports(15432, 19092, 19093, 19200));
    }

    @Test
    void aPortThatIsNoNumberIsNamedWithItsVariable() {
        assertThatThrownBy(() -> Ports.fromEnvironment(Map.of("PRESSROOM_POSTGRES_PORT", "db")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("PRESSROOM_POSTGRES_PORT")
                .hasMessageContaining("db");
    }

    @Test
    void onePortForTwoServersIsRefused() {
        assertThatThrownBy(() -> new Ports(15432, 19092, 19092, 19200)).hasMessageContaining("19092");
    }

    @Test
    void freePortsAreNeverHandedOutTwice() {
        assertThat(Ports.free()).isNotEqualTo(Ports.free()).satisfies(ports -> assertThat(Ports.isFree(ports.kafka()))
                .isTrue());
    }

    @Test
    void aPortThatIsGivenUpInAMomentIsWaitedFor() throws Exception {
        try (ServerSocket dying = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = dying.getLocalPort();
            CompletableFuture<Boolean> free = CompletableFuture.supplyAsync(() -> Ports.becomesFree(port));
            assertThat(Ports.isFree(port)).isFalse();
            dying.close();
            assertThat(free.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Ports.isFree(port)).isTrue();
        }
    }
}
