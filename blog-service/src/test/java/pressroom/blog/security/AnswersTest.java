package pressroom.blog.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;

/** Whatever is sent: the same strict headers with each answer, and JSON on the API and nothing else. */
class AnswersTest extends BlogServiceTest {

    private static final Map<String, String> STRICT = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy",
                    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/blogs",
                "/api/blogs/x",
                "/api/nothing",
                "/ops/outbox",
                "/actuator/health/liveness",
                "/actuator/prometheus",
                "/v3/api-docs"
            })
    void everyCallIsAnsweredWithTheStrictHeaders(String path) {
        Api.Answer answer = asReader().get(path);

        STRICT.forEach((name, value) ->
                assertThat(answer.response().headers().allValues(name)).as(name).containsExactly(value));
    }

    /** Tomcat answers these itself: no filter and no controller ever sees them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "POST /api/blogs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
                "BREW / HTTP/9.9\r\nHost: x\r\n\r\n",
                "\u0001\u0002 / HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void whatTheContainerRefusesTellsNothingOfIt(String head) throws IOException {
        String answer = exchange(head);

        assertThat(answer).startsWith("HTTP/1.1 ").containsPattern("^HTTP/1.1 (400|501|505)");
        assertThat(answer).doesNotContainIgnoringCase("tomcat", "apache", "<html", "exception", "\tat ");
        if (answer.contains("\r\n\r\n{")) {
            assertThat(answer).contains("Content-Type: application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a%2f..%2f HTTP/1.1\r\nHost: x\r\n\r\n"})
    void whatTheContainerRefusesCarriesTheStrictHeadersToo(String head) throws IOException {
        String answer = exchange(head);

        assertThat(answer).startsWith("HTTP/1.1 400");
        STRICT.forEach((name, value) -> assertThat(answer).contains(name + ": " + value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "application/x-yaml",
                "application/cbor",
                "application/x-jackson-smile",
                "application/xml",
                "text/plain",
                "text/yaml",
                "application/x-www-form-urlencoded"
            })
    void nothingButJsonIsRead(String type) {
        String yaml = "title: x\nbody: x\n";
        Api author = as(newAuthor());
        String id = author.post("x", "x").id();

        List<Api.Answer> refused = List.of(
                author.send("POST", "/api/blogs", yaml, "Content-Type", type),
                author.send("PUT", "/api/blogs/" + id, yaml, "Content-Type", type, "If-Match", "\"1\""),
                author.send("POST", "/api/imports", yaml, "Content-Type", type),
                author.send("DELETE", "/api/blogs/" + id, yaml, "Content-Type", type));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        });
        assertThat(refused.subList(0, 2))
                .allSatisfy(answer -> assertThat(answer.header("Accept")).contains("application/json"));
        assertThat(author.get("/api/blogs/" + id).text("version")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/cbor", "application/x-jackson-smile", "application/xml"})
    void nothingButJsonIsAnswered(String type) {
        String id = as(newAuthor()).post("x", "x").id();
        for (String path : List.of("/api/blogs", "/api/blogs/" + id, "/api/blogs/x", "/api/nothing")) {
            Api.Answer answer = asReader().send("GET", path, "", "Accept", type);

            assertThat(answer.status()).as(path).isBetween(400, 406);
            assertThat(answer.header("Content-Type")).as(path).isIn("", "application/problem+json");
        }
    }

    @Test
    void jsonWithAnotherNameIsStillJson() {
        assertThat(as(newAuthor())
                        .send(
                                "POST",
                                "/api/blogs",
                                "{\"title\":\"x\",\"body\":\"x\"}",
                                "Content-Type",
                                "application/vnd.x+json")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRequestThatReadsMayNameATypeOfABodyThatItDoesNotHave() {
        Api.Answer answer =
                asReader().send("GET", "/api/blogs", BodyPublishers.noBody(), "Content-Type", "application/zip");

        assertThat(answer.status()).isEqualTo(200);
    }

    private String exchange(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
