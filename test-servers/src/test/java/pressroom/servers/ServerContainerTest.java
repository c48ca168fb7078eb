package pressroom.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pressroom.stack.Ports;

class ServerContainerTest {

    @Test
    void aServerThatListensALittleAfterItsContainerHasStartedIsReached() throws IOException {
        int port = Ports.onePort();
        var server = CompletableFuture.supplyAsync(
                () -> listen(port), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

        boolean listens = ServerContainer.listens(port, Duration.ofSeconds(20));

        server.join().close();
        assertThat(listens).isTrue();
    }

    @Test
    void aPortThatNobodyListensOnIsToldWhenPatienceEnds() {
        assertThat(ServerContainer.listens(Ports.onePort(), Duration.ofMillis(300)))
                .isFalse();
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
