package pressroom.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(60)
class HttpProxyTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int port = Ports.onePort();
    private final int behind = Ports.onePort();
    private HttpServer proxy;
    private HttpServer service;

    @BeforeAll
    static void asInItsContainer() {
        HttpProxy.setLimits();
    }

    @BeforeEach
    void open() throws Exception {
        proxy = new HttpProxy(port, new ProxiedService("127.0.0.1", behind)).open();
    }

    @AfterEach
    void close() {
        proxy.stop(0);
        if (service != null) {
            service.stop(0);
        }
    }

    @Test
    void whatIsSentArrivesAndWhatIsAnsweredComesBack() throws Exception {
        serve(exchange -> {
            exchange.getResponseHeaders().set("X-Path", exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, 0);
            exchange.getRequestBody().transferTo(exchange.getResponseBody());
        });
        var text = "ünïcödé".repeat(100_000);

        for (var body : new HttpRequest.BodyPublisher[] {
            BodyPublishers.ofString(text), BodyPublishers.ofInputStream(() -> stream(text))
        }) {
            var answer = send(request("/a%2Fb/%E2%82%AC?q=a+b%26&x").POST(body));
            assertThat(answer.body()).isEqualTo(text);
            assertThat(answer.headers().firstValue("X-Path")).hasValue("/a%2Fb/%E2%82%AC?q=a+b%26&x");
        }
    }

    @Test
    void theServiceIsToldByTheProxyWhereARequestComesFromAndByNobodyElse() throws Exception {
        BlockingQueue<Headers> arrived = new ArrayBlockingQueue<>(1);
        serve(exchange -> {
            arrived.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
        });

        var raw = exchange("""
                GET / HTTP/1.1
                Host: localhost:%d
                X-Forwarded-For: 203.0.113.7
                x-forwarded-proto: https
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                X-Forwarded-Prefix: /x
                Forwarded: for=203.0.113.7
                X-Real-IP: 203.0.113.7
                X-Hop: this connection only
                X-Kept: yes
                Connection: X-Hop

                """.formatted(port));

        assertThat(raw).startsWith("HTTP/1.1 204");
        var headers = arrived.take();
        assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.get("X-Forwarded-Host")).containsExactly("localhost:" + port);
        assertThat(headers.get("X-Forwarded-Port")).containsExactly(String.valueOf(port));
        assertThat(headers.get("X-Kept")).containsExactly("yes");
        assertThat(headers).doesNotContainKeys("X-Forwarded-Prefix", "Forwarded", "X-Real-ip", "X-Hop");
    }

    @Test
    void anEventComesWhenItIsSentAndNotWhenTheStreamEnds() throws Exception {
        var read = new CountDownLatch(1);
        serve(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(read);
            exchange.getResponseBody().write("data: 2\n\n".getBytes(UTF_8));
        });

        var lines =
                HTTP.send(request("/").build(), BodyHandlers.ofInputStream()).body();
        assertThat(new String(lines.readNBytes(9), UTF_8)).isEqualTo("data: 1\n\n");
        read.countDown();
        assertThat(new String(lines.readAllBytes(), UTF_8)).isEqualTo("data: 2\n\n");
    }

    @Test
    void anUploadIsStreamedWithTheLengthThatWasDeclared() throws Exception {
        var began = new CountDownLatch(1);
        serve(exchange -> {
            var length = exchange.getRequestHeaders().getFirst("Content-Length");
            var body = exchange.getRequestBody();
            body.readNBytes(1);
            began.countDown();
            long rest = body.transferTo(OutputStream.nullOutputStream());
            answer(exchange, 200, length + " " + (rest + 1));
        });
        int half = 40 << 20;
        var out = new PipedOutputStream();
        var in = new PipedInputStream(out, 1 << 16);
        var answer = HTTP.sendAsync(
                request("/")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> in), 2L * half))
                        .build(),
                BodyHandlers.ofString());

        write(out, half);
        assertThat(began.await(30, TimeUnit.SECONDS))
                .as("half of it is more than anybody would keep")
                .isTrue();
        write(out, half);
        out.close();

        assertThat(answer.get().body()).isEqualTo(2L * half + " " + 2L * half);
    }

    /** The client is told why, though most of its body was never taken. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aLargeBodyIsAnnouncedAndNotSentWhenItIsRefused() throws Exception {
        try (var refusing = new ServerSocket(behind, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n".getBytes(UTF_8));
            client.getOutputStream().write(new byte[1 << 16]);
            try (var connection = refusing.accept()) {
                var head = upTo(END_OF_HEAD, connection);
                assertThat(head).containsIgnoringCase("Expect: 100-continue").contains("100000000");
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));

                assertThat(upTo("}", client)).startsWith("HTTP/1.1 413");
            }
        }
    }

    @Test
    void whenNoInstanceIsThereItSaysWhenToTryAgain() throws Exception {
        var answer = send(request("/"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void anInstanceThatDiesBeforeItAnswersIsToldAsSuch() throws Exception {
        try (var dying = new ServerSocket(behind, 1, InetAddress.getLoopbackAddress())) {
            var answer = HTTP.sendAsync(
                    request("/").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());
            var connection = dying.accept();
            upTo(END_OF_HEAD, connection);
            reset(connection);

            assertThat(answer.get().statusCode()).isEqualTo(502);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotPassedOffAsWhole() throws Exception {
        try (var dying = new ServerSocket(behind, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            var connection = dying.accept();
            upTo(END_OF_HEAD, connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n".getBytes(UTF_8));
            connection.getOutputStream().flush();
            assertThat(new String(client.getInputStream().readNBytes(15), UTF_8))
                    .startsWith("HTTP/1.1 200");
            reset(connection);

            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .contains("half")
                    .doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void headAndAnswersWithoutABodyStayWithoutOne() throws Exception {
        serve(exchange ->
                exchange.sendResponseHeaders(exchange.getRequestMethod().equals("HEAD") ? 200 : 304, -1));

        assertThat(send(request("/").method("HEAD", BodyPublishers.noBody())).body())
                .isEmpty();
        assertThat(send(request("/")).statusCode()).isEqualTo(304);
        assertThat(send(request("/").DELETE()).statusCode()).isEqualTo(304);
    }

    private void serve(Service answers) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), behind), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/", exchange -> {
            try (exchange) {
                answers.answer(exchange);
            }
        });
        service.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.sendResponseHeaders(status, text.length());
        exchange.getResponseBody().write(text.getBytes(UTF_8));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static void write(PipedOutputStream out, int bytes) throws IOException {
        var block = new byte[1 << 16];
        for (int written = 0; written < bytes; written += block.length) {
            out.write(block);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upTo(String end, Socket socket) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the end after: " + read).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }

    /** As the death of a process does. */
    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @FunctionalInterface
    private interface Service {
        void answer(HttpExchange exchange) throws IOException;
    }
}
