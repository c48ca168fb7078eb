package pressroom.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import pressroom.stack.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person of the counter's team who audits and repairs, and one with access to its database who should not use it. */
final class Auditor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COUNTER = "counter-consumer";

    private final Processes processes;

    Auditor(Processes processes) {
        this.processes = processes;
    }

    JsonNode audit() {
        return send("GET", "/ops/audit", "");
    }

    JsonNode repair(boolean dryRun) {
        return send(
                "POST",
                "/ops/repair",
                JSON.writeValueAsString(Map.of("reason", "the test set something back", "dryRun", dryRun)));
    }

    private JsonNode send(String method, String path, String body) {
        HttpResponse<String> answer = answer(method, path, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Whatever is answered. */
    HttpResponse<String> askForAudit() {
        return answer("GET", "/ops/audit", "");
    }

    /** What an answer says. */
    static JsonNode report(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> answer(String method, String path, String body) {
        String token = new Tokens(processes.signingKey()).mint("olga", List.of("operator"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(processes.url(COUNTER) + path))
                .timeout(Duration.ofSeconds(70))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The posts that a report names. */
    static Set<String> posts(JsonNode report) {
        Set<String> ids = new TreeSet<>();
        report.get("posts").forEach(post -> ids.add(post.get("blogId").asString()));
        return ids;
    }

    /** The totals that a report names: {@code author total shouldBe}. */
    static Set<String> totals(JsonNode report) {
        Set<String> totals = new TreeSet<>();
        report.get("totals")
                .forEach(total -> totals.add("%s %s %s"
                        .formatted(total.get("authorId").asString(), total.get("total"), total.get("shouldBe"))));
        return totals;
    }

    /** Changes the counter's tables by hand, in one transaction. */
    void inCountersDatabase(String... statements) {
        inDatabase("counter", statements);
    }

    /** Changes a database by hand, in one transaction. */
    void inDatabase(String name, String... statements) {
        Map<String, String> admin = processes.stack.adminProperties();
        String url = Objects.requireNonNull(admin.get("postgres.url")).replaceFirst("/postgres$", "/" + name);
        try (Connection database = DriverManager.getConnection(
                        url, admin.get("postgres.username"), admin.get("postgres.password"));
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code ./pressroom ops counter-consumer} with these words, and nobody at the keyboard. */
    Program.Said ops(String... words) {
        String jars = Compose.HOME.resolve("local-stack/target/local-stack.jar") + ":"
                + Compose.HOME.resolve("local-stack/target/lib") + "/*";
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" </dev/null", "sh"));
        command.addAll(
                List.of("java", "-Dpressroom.home=" + Compose.HOME, "-cp", jars, "pressroom.cli.Main", "ops", COUNTER));
        command.addAll(List.of(words));
        return Program.run(
                command,
                Map.of(
                        "PRESSROOM_STATE",
                        processes.stack.stateDirectory().toString(),
                        "PRESSROOM_COUNTER_PORT",
                        String.valueOf(URI.create(processes.url(COUNTER)).getPort())));
    }
}
