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
        String token = new Tokens(processes.signingKey()).mint("olga", List.of("operator"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(processes.url("counter-consumer") + path))
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
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
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
        Map<String, String> admin = processes.stack.adminProperties();
        String url = Objects.requireNonNull(admin.get("postgres.url")).replaceFirst("/postgres$", "/counter");
        try (Connection counter = DriverManager.getConnection(
                        url, admin.get("postgres.username"), admin.get("postgres.password"));
                Statement statement = counter.createStatement()) {
            counter.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            counter.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
