package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import pressroom.stack.Ports;

/** What a team is told while blog-service cannot be asked or another audit is running, and who may ask. */
class AuditApiTest {

    @Test
    void anAuditWithoutBlogServiceSaysSoAndTellsNothing() {
        int nobody = Ports.onePort();
        try (RunningCounter counter = RunningCounter.start("pressroom.audit.blog-service=http://127.0.0.1:" + nobody)) {
            HttpResponse<String> answer = counter.send("GET", "/ops/audit", "operator");

            assertIsProblem(answer, "blog-service at http://127.0.0.1:" + nobody + " does not answer");
            assertThat(answer.body()).contains("pressroom.audit.blog-service");
            assertThat(counter.get("/ops/audit").statusCode()).isEqualTo(401);
            assertThat(counter.send("GET", "/ops/audit", "monitor").statusCode())
                    .isEqualTo(403);
            assertThat(counter.send("GET", "/ops/audit", "auditor").statusCode())
                    .isEqualTo(503);
            assertThat(counter.send("POST", "/ops/repair", "auditor").statusCode())
                    .isEqualTo(403);
            assertThat(counter.sendJson("/ops/repair", "{\"dryRun\":true}", "operator")
                            .statusCode())
                    .isEqualTo(400);
            assertIsProblem(counter.sendJson("/ops/repair", "{\"reason\":\"tested\"}", "operator"), "does not answer");
        }
    }

    @Test
    void aTokenThatBlogServiceRefusesIsNamedAsTheReason() throws Exception {
        // Anything that answers 403: which service it is does not matter to what the team is told.
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        other.start();
        try (RunningCounter counter = RunningCounter.start("pressroom.audit.blog-service=http://127.0.0.1:"
                + other.getAddress().getPort())) {
            assertIsProblem(
                    counter.send("GET", "/ops/audit", "operator"), "refuses the token with 403", "operator or auditor");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void asLongAsOneIsRunningAnotherIsToldToComeAgain() throws Exception {
        ExecutorService team = Executors.newSingleThreadExecutor();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunningCounter counter = RunningCounter.start(
                        "pressroom.audit.blog-service=http://127.0.0.1:" + silent.getLocalPort(),
                        "pressroom.audit.read-timeout=60s")) {
            Future<HttpResponse<String>> first = team.submit(() -> counter.send("GET", "/ops/audit", "operator"));
            try (Socket asked = silent.accept()) {
                assertIsProblem(409, counter.send("GET", "/ops/audit", "auditor"), "is running at this instance");
                assertIsProblem(
                        409,
                        counter.sendJson("/ops/repair", "{\"reason\":\"tested\"}", "operator"),
                        "is running at this instance");
                assertThat(first.isDone()).isFalse();
                // The client that is cut off tries again, and is refused.
                silent.close();
                asked.shutdownOutput();
            }
            assertIsProblem(first.get(), "does not answer");
            assertIsProblem(counter.send("GET", "/ops/audit", "operator"), "does not answer");
        } finally {
            team.shutdownNow();
        }
    }

    private static void assertIsProblem(HttpResponse<String> answer, String... words) {
        assertIsProblem(503, answer, words);
    }

    private static void assertIsProblem(int status, HttpResponse<String> answer, String... words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(words).doesNotContain("Exception");
    }
}
