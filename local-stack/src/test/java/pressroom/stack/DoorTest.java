package pressroom.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private final int port = Ports.onePort();
    private final int behind = Ports.onePort();
    private ServerSocket door;

    @BeforeEach
    void open() throws Exception {
        door = new Door("127.0.0.1", behind).open(port);
    }

    @AfterEach
    void close() throws Exception {
        door.close();
    }

    @Test
    void whatIsSentArrivesAndWhatIsAnsweredComesBack() throws Exception {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), behind), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                exchange.getRequestBody().transferTo(out);
            }
        });
        service.start();
        var text = "ünïcödé".repeat(100_000);
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                    .POST(HttpRequest.BodyPublishers.ofString(text, UTF_8))
                    .build();
            assertThat(send(request).body()).isEqualTo(text);
            assertThat(send(request).body()).isEqualTo(text);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void whenNobodyIsThereItSaysWhenToTryAgain() throws Exception {
        var answer = send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aConnectionThatBreaksBehindItIsBrokenInFrontOfIt() throws Exception {
        try (var service = new ServerSocket(behind, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(1);
            var accepted = service.accept();
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            // Closes with a reset, as the death of a process does.
            accepted.setSoLinger(true, 0);
            accepted.close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
