package pressroom.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.unit.DataSize;

/** On the container that the services run in: what counts is what that one does with a body. */
class BodyFilterTest {

    private static final HttpSettings SETTINGS = new HttpSettings(
            DataSize.ofMegabytes(6),
            40,
            20,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            List.of(),
            List.of());

    private final ByteBudget bytes = new ByteBudget(SETTINGS.budgetBytes());
    private final Tomcat tomcat = new Tomcat();
    /** Connections that stay open beside others, until the end of the test. */
    private final List<RawClient> many = new ArrayList<>();

    private final AtomicInteger errorPages = new AtomicInteger();
    private Context context;

    @BeforeEach
    void start(@TempDir Path folder) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector(LimitedProtocol.class.getName());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("continueResponseTiming", "onRead");
        connector.setProperty("maxSwallowSize", "0");
        ((LimitedProtocol) connector.getProtocolHandler()).limit(SETTINGS);
        tomcat.setConnector(connector);
        tomcat.getEngine().getPipeline().addValve(new Container.Access());
        context = tomcat.addContext("", folder.toString());
        FilterDef filter = new FilterDef();
        filter.setFilterName("bodies");
        Callers callers = new Callers(BodyFilterTest::token, new Networks(List.of()));
        filter.setFilter(new BodyFilter(
                SETTINGS, rules(), callers, new RequestBudget(bytes, callers, new SimpleMeterRegistry())));
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
        Tomcat.addServlet(context, "error", new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) {
                errorPages.incrementAndGet();
            }
        });
        context.addServletMappingDecoded("/error", "error");
        ErrorPage page = new ErrorPage();
        page.setLocation("/error");
        context.addErrorPage(page);
        tomcat.start();
    }

    private static BodyRules rules() {
        return new BodyRules(
                BodyRule.json(HttpMethod.POST, "/json", DataSize.ofKilobytes(100), 2),
                BodyRule.form("/form", DataSize.ofKilobytes(10), 2),
                BodyRule.upload("/upload", DataSize.ofKilobytes(100)));
    }

    private static Optional<Jwt> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization")).map(subject -> Jwt.withTokenValue(subject)
                .header("alg", "none")
                .subject(subject)
                .issuedAt(Instant.EPOCH)
                .build());
    }

    /** A service that ends waits for requests in progress. */
    @AfterEach
    void stop() throws LifecycleException, IOException {
        closeMany();
        try {
            await("requests in progress")
                    .until(() -> ((StandardContext) context).getInProgressAsyncCount(), count -> count == 0);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        assertThat(errorPages).as("error pages for what has its answer").hasValue(0);
    }

    @Test
    void aBodyThatHasComeWithItsHeadIsNotWaitedFor() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send(json(1_500) + "a".repeat(1_499) + "b")).isEqualTo("REQUEST 1500 ab");
            assertThat(client.send(json(1) + "c")).isEqualTo("REQUEST 1 cc");
        }
        assertNothingIsHeld();
    }

    @Test
    void aBodyThatComesLaterIsWaitedForAndWhole() throws IOException {
        try (RawClient client = client()) {
            client.write(json(30_000) + "a".repeat(10));
            await().until(() -> bytes.used() > 2 * 30_000);
            client.write("b".repeat(29_990));
            assertThat(client.answer()).isEqualTo("ASYNC 30000 ab");
        }
        assertNothingIsHeld();
    }

    @Test
    void aBodyWithoutALengthIsTakenWholeAndCostsAsMuchAsTheLongest() throws IOException {
        try (RawClient client = client()) {
            client.write(head("POST", "/json", "Transfer-Encoding: chunked") + chunk(40_000));
            await().until(() -> bytes.used() > 2 * 100 * 1024);
            assertThat(client.send(chunk(50_000) + chunk(0))).isEqualTo("ASYNC 90000 xx");
        }
        assertNothingIsHeld();
    }

    @Test
    void aBodyWithoutALengthThatIsTooLongIsRefused() throws IOException {
        try (RawClient client = client()) {
            client.write(head("POST", "/json", "Transfer-Encoding: chunked") + chunk(60_000));
            client.write(chunk(60_000));
            assertThat(client.answer()).contains("\"status\":413");
        }
        assertNothingIsHeld();
    }

    @Test
    void aClientThatAsksIsToldToSendItsBody() throws IOException {
        try (RawClient client = client()) {
            client.write(head("POST", "/json", "Content-Length: 30000\r\nExpect: 100-continue"));
            assertThat(client.status()).isEqualTo("HTTP/1.1 100 ");
            assertThat(client.send("a".repeat(30_000))).isEqualTo("ASYNC 30000 aa");
        }
        assertNothingIsHeld();
    }

    @Test
    void twoRequestsInOnePieceAreToldApart() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send(json(5) + "first" + json(6) + "second")).isEqualTo("REQUEST 5 ft");
            assertThat(client.answer()).isEqualTo("REQUEST 6 sd");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
    void theFormOfACallThatTakesNoneIsNeverRead(String method) throws IOException {
        try (RawClient client = client()) {
            client.write(head(
                    method, "/nowhere", "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000000"));
            assertThat(client.answer()).isEqualTo("REQUEST 0");
        }
        try (RawClient client = client()) {
            client.write(head(
                    method, "/nowhere", "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked"));
            assertThat(client.answer()).isEqualTo("REQUEST 0");
        }
    }

    @Test
    void aBodyWithoutATokenIsNeverRead() throws IOException {
        try (RawClient client = client()) {
            client.write(
                    "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n");
            assertThat(client.answer()).isEqualTo("REQUEST 0");
            assertThat(bytes.used()).isZero();
        }
    }

    /** More than the buffers of both sockets hold: a server that closes meanwhile is noticed. */
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/nowhere/with-length", "/json"})
    void aClientThatSendsItsWholeBodyFirstReadsItsRefusal(String path) throws IOException {
        for (int i = 0; i < 3; i++) {
            try (RawClient client = client()) {
                client.write(head("POST", path, "Content-Type: application/json\r\nContent-Length: 8000000"));
                client.write("a".repeat(8_000_000));
                assertThat(client.answer()).containsAnyOf("REQUEST 0", "\"status\":413");
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    @Test
    void aChunkedBodyThatIsRefusedIsReadToItsEnd() throws IOException {
        try (RawClient client = client()) {
            client.write(head("POST", "/nowhere/with-length", "Transfer-Encoding: chunked"));
            for (int i = 0; i < 70; i++) {
                client.write(chunk(100_000));
            }
            client.write("0\r\n\r\n");
            assertThat(client.answer()).isEqualTo("REQUEST 0");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void theFieldsOfAFormAreParametersBesideThoseOfTheAddress() throws IOException {
        try (RawClient client = client()) {
            String form = "a=1&b=%C3%A4+c";
            String head = head(
                    "POST",
                    "/form?a=0",
                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length());
            assertThat(client.send(head + form)).isEqualTo("REQUEST 0 a=[0, 1] b=[%C3%A4+c]");
        }
    }

    /** An error page for nobody costs a line in a log, or a hundred. */
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/nowhere/with-length", "/json"})
    void aClientThatGoesBeforeItsBodyIsThereGetsNoErrorPage(String path) throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = client()) {
                client.write(head("POST", path, "Transfer-Encoding: chunked") + chunk(9_000));
                if (path.startsWith("/nowhere")) {
                    assertThat(client.status()).contains("404");
                } else {
                    await().until(() -> bytes.used() > 0);
                }
                client.reset();
            }
        }
        await().until(() -> tomcat.getConnector().getProtocolHandler() instanceof LimitedProtocol protocol
                // The next one is counted before it is there.
                && protocol.openConnections() <= 1);
        assertThat(errorPages).hasValue(0);
        assertNothingIsHeld();
    }

    @Test
    void aFormOfTooManyFieldsIsRefused() throws IOException {
        try (RawClient client = client()) {
            String form = "a&".repeat(1_000);
            assertThat(client.send(head(
                                    "POST",
                                    "/form",
                                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000")
                            + form))
                    .contains("\"status\":400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?a=%zz", "/?a=1"})
    void malformedParametersAreRefusedBeforeAnythingLooksAtThem(String path) throws IOException {
        try (RawClient client = client()) {
            String answer = client.send("GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(path));
            assertThat(answer).contains(path.endsWith("1") ? "REQUEST 0 a=[1]" : "\"status\":400");
        }
    }

    @Test
    void oneCallerCannotTakeWhatOthersNeed() throws IOException {
        for (int i = 1; i <= 4; i++) {
            RawClient client = client();
            many.add(client);
            client.write(json(90_000) + "a");
            long before = i * 2 * 90_000L;
            await().until(() -> bytes.used() > before);
        }
        try (RawClient fifth = client()) {
            assertThat(fifth.send(json(90_000) + "a")).contains("\"status\":429");
        }
        try (RawClient other = client()) {
            other.write("POST /json HTTP/1.1\r\nHost: a\r\nAuthorization: other\r\nContent-Length: 90000\r\n\r\n");
            assertThat(other.send("a".repeat(90_000))).isEqualTo("ASYNC 90000 aa");
            assertThat(other.send(json(2) + "ab")).isEqualTo("REQUEST 2 ab");
        }
        closeMany();
        assertNothingIsHeld();
    }

    @Test
    void aBodyThatDripsEndsAtItsDeadline() throws IOException {
        try (RawClient client = client()) {
            client.write(json(30_000));
            client.drip("a", Duration.ofMillis(500));
            assertThat(client.answer()).contains("\"status\":408");
        }
        assertNothingIsHeld();
    }

    @Test
    void aHeadThatDripsEndsAtItsDeadline() throws IOException {
        try (RawClient client = client()) {
            client.write("GET / HTTP/1.1\r\nX: ");
            client.drip("a", Duration.ofMillis(500));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void anUploadThatDripsEndsAtItsDeadline() throws IOException {
        try (RawClient client = client()) {
            client.write(head("POST", "/upload", "Content-Type: application/zip\r\nContent-Length: 30000"));
            client.drip("a", Duration.ofMillis(500));
            assertThat(client.isClosed()).isTrue();
        }
        assertNothingIsHeld();
    }

    @Test
    void anAddressHasItsShareOfConnections() throws IOException {
        for (int i = 0; i < 25; i++) {
            many.add(client());
        }
        assertThat(many.get(24).isClosed()).isTrue();
        try (RawClient other = new RawClient("127.0.0.2", port())) {
            assertThat(other.send(json(2) + "ab")).isEqualTo("REQUEST 2 ab");
        }
    }

    @Test
    void silentConnectionsOfManyAddressesMakeRoomForOthers() throws IOException {
        for (int i = 0; i < 100; i++) {
            RawClient client = new RawClient("127.0.1." + (1 + i % 10), port());
            many.add(client);
            client.write("GET / HTTP/1.1\r\nX: ");
        }
        try (RawClient polite = client()) {
            assertThat(polite.send(json(2) + "ab")).isEqualTo("REQUEST 2 ab");
        }
        assertThat(many.get(0).isClosed()).isTrue();
    }

    @Test
    void anIdleConnectionOfAQuietAddressIsNotTheOneThatMakesRoom() throws IOException {
        try (RawClient quiet = client()) {
            assertThat(quiet.send(json(2) + "ab")).isEqualTo("REQUEST 2 ab");
            for (int i = 0; i < 100; i++) {
                many.add(new RawClient("127.0.1." + (1 + i % 10), port()));
            }
            assertThat(quiet.send(json(2) + "cd")).isEqualTo("REQUEST 2 cd");
        }
    }

    /** Faster than they can be closed: the thread that accepts connections must never wait for one that is ending anyway. */
    @Test
    void connectionsThatComeFasterThanOthersEndAreAllAccepted() throws IOException {
        for (int i = 0; i < 3_000; i++) {
            many.add(new RawClient("127.0.1." + (1 + i % 100), port()));
        }
        await().atMost(Duration.ofSeconds(3)).ignoreExceptions().untilAsserted(() -> {
            try (RawClient polite = client()) {
                assertThat(polite.send(json(2) + "ab")).isEqualTo("REQUEST 2 ab");
            }
        });
    }

    @Test
    void theSlowestOfTooManyBodiesIsRefusedForANewOne() throws IOException {
        for (int i = 0; i < 21; i++) {
            RawClient client = new RawClient("127.0.1." + (1 + i % 10), port());
            many.add(client);
            client.write(json(1_000) + "a");
            long before = (Math.min(20, i) + 1) * 2_000L;
            await().until(() -> bytes.used() > before || !many.isEmpty() && many.size() == 21);
        }
        assertThat(many.get(0).answer()).contains("\"status\":503");
        many.get(20).write("b".repeat(999));
        assertThat(many.get(20).answer()).isEqualTo("ASYNC 1000 ab");
        closeMany();
        assertNothingIsHeld();
    }

    private void closeMany() throws IOException {
        for (RawClient client : many) {
            client.close();
        }
    }

    private void assertNothingIsHeld() {
        await().untilAsserted(() -> assertThat(bytes.used()).isZero());
    }

    private RawClient client() throws IOException {
        return new RawClient("127.0.0.1", port());
    }

    private int port() {
        return tomcat.getConnector().getLocalPort();
    }

    private static String json(int length) {
        return head("POST", "/json", "Content-Type: application/json\r\nContent-Length: " + length);
    }

    private static String head(String method, String path, String headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: somebody\r\n%s\r\n\r\n"
                .formatted(method, path, headers);
    }

    private static String chunk(int length) {
        return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    }

    /** Answers by which way the request has come, how much of its body, its first and last byte, and its parameters. */
    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            StringBuilder parameters = new StringBuilder();
            request.getParameterMap().forEach((name, values) -> parameters
                    .append(' ')
                    .append(name)
                    .append('=')
                    .append(List.of(values).stream()
                            .map(value -> java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8))
                            .toList()));
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentType("text/plain");
            response.setStatus(request.getRequestURI().startsWith("/nowhere") ? 404 : 200);
            byte[] answer = "%s %d%s%s%n"
                    .formatted(way(request), body.length, ends(body), parameters)
                    .getBytes(ISO_8859_1);
            if (request.getRequestURI().endsWith("/with-length")) {
                response.setContentLength(answer.length);
            }
            response.getOutputStream().write(answer);
        }

        private static String ends(byte[] body) {
            return body.length == 0 ? "" : new String(new byte[] {' ', body[0], body[body.length - 1]}, ISO_8859_1);
        }

        private static String way(HttpServletRequest request) {
            return (request instanceof ServletRequestWrapper wrapper ? wrapper.getRequest() : request)
                    .getDispatcherType()
                    .name();
        }
    }
}
