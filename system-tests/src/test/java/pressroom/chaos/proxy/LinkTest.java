package pressroom.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers each byte with itself, through a link. */
class LinkTest {

    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Connection.thread(this::echo, "echo");
        link = Link.open("test", 0, server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        server.close();
    }

    @Test
    void carriesBothDirections() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 42)).isEqualTo(42);
        }
    }

    @Test
    void aCutResetsWhatIsThereAndWhatComes() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            link.cut();
            assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(() -> ask(connect(), 3)).isInstanceOf(SocketException.class);

        link.heal();
        try (Socket client = connect()) {
            assertThat(ask(client, 4)).isEqualTo(4);
        }
    }

    @Test
    void aBlackHoleIsSilentAndCarriesAfterwardsWhatWasSentMeanwhile() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            link.blackHole();
            assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketTimeoutException.class);

            link.heal();
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void lostAnswersHaveReachedTheServer() throws IOException, InterruptedException {
        try (Socket client = connect()) {
            ask(client, 1);
            link.loseAnswers();
            assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketTimeoutException.class);

            assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo(2);
            link.heal();
            assertThatThrownBy(() -> ask(client, 3)).isInstanceOf(SocketException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        client.setSoTimeout(500);
        return client;
    }

    /** An end of the stream counts as a reset: which of the two a client sees depends on what it was doing. */
    private static int ask(Socket client, int number) throws IOException {
        client.getOutputStream().write(number);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new SocketException("closed");
        }
        return answer;
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Connection.thread(() -> echo(client), "echo to one");
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket client) {
        try (client) {
            for (int read = client.getInputStream().read();
                    read >= 0;
                    read = client.getInputStream().read()) {
                received.add(read);
                client.getOutputStream().write(read);
            }
        } catch (IOException reset) {
            // The link did what it was told.
        }
    }
}
