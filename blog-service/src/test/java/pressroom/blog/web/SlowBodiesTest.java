package pressroom.blog.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** On the container that the service runs in: what counts is what that one tells of a body that has come. */
class SlowBodiesTest {

    private final SlowBodies bodies = new SlowBodies(
            new HttpSettings(DataSize.ofKilobytes(100), Duration.ofSeconds(30), DataSize.ofMegabytes(1), 5));

    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start(@TempDir Path folder) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        FilterDef filter = new FilterDef();
        filter.setFilterName("bodies");
        filter.setFilter(bodies);
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("bodies");
        everything.addURLPattern("/*");
        everything.setDispatcher("REQUEST");
        everything.setDispatcher("ASYNC");
        context.addFilterMap(everything);
        Tomcat.addServlet(context, "echo", new Echo()).setAsyncSupported(true);
        context.addServletMappingDecoded("/", "echo");
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aBodyThatHasComeWithItsHeadersIsNotWaitedFor() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.send(head(1_500) + "a".repeat(1_499) + "b")).isEqualTo("REQUEST 1500 ab");
            assertThat(client.send(head(1) + "c")).isEqualTo("REQUEST 1 cc");
        }
    }

    @Test
    void aBodyThatComesLaterIsWaitedForAndWhole() throws IOException {
        try (Client client = new Client()) {
            client.write(head(30_000) + "a".repeat(10));
            await().until(() -> bodies.held() == 10);
            client.write("b".repeat(29_990));
            assertThat(client.answer()).isEqualTo("ASYNC 30000 ab");
            await().until(() -> bodies.held() == 0);
        }
    }

    @Test
    void twoRequestsInOnePieceAreToldApart() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.send(head(5) + "first" + head(6) + "second")).isEqualTo("REQUEST 5 ft");
            assertThat(client.answer()).isEqualTo("REQUEST 6 sd");
        }
    }

    private static String head(int length) {
        return """
                POST / HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(length);
    }

    /** Answers by which way the request has come, how much of its body, and its first and last byte. */
    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentType("text/plain");
            response.getWriter().printf("%s %d %c%c%n", way(request), body.length, body[0], body[body.length - 1]);
        }

        private static String way(HttpServletRequest request) {
            return (request instanceof ServletRequestWrapper wrapper ? wrapper.getRequest() : request)
                    .getDispatcherType()
                    .name();
        }
    }

    /** A connection on which the pieces of a request are sent as they are. */
    private final class Client implements AutoCloseable {

        private final Socket socket =
                new Socket("127.0.0.1", tomcat.getConnector().getLocalPort());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));

        Client() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
        }

        String send(String request) throws IOException {
            write(request);
            return answer();
        }

        void write(String piece) throws IOException {
            socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
        }

        String answer() throws IOException {
            while (!in.readLine().isEmpty()) {
                // The head.
            }
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
