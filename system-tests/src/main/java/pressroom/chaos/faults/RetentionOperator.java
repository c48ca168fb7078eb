package pressroom.chaos.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pressroom.chaos.check.World;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator who sees that a group has gaps, has its posts sent again and closes them, with the documented calls only. */
final class RetentionOperator {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long PATIENCE_MILLIS = 120_000;
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int REPUBLISHED_AT_ONCE = 1_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final Scene scene;
    private final Role role;
    private final String token;

    RetentionOperator(Scene scene, Role role) {
        this.scene = scene;
        this.role = role;
        this.token = scene.cluster().tokens().mint("operator", List.of("operator"));
    }

    /** Waits for gaps in all these partitions; false, and a violation, if they are never told. */
    boolean awaitGaps(Set<Integer> partitions) throws InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_EVERY_MILLIS) {
            for (Instance instance : scene.cluster().instances(role)) {
                if (gapsOf(instance).containsAll(partitions)) {
                    return true;
                }
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        scene.injected()
                .wronglyTold("%s tells of no gap, and records of partitions %s were deleted before it read them"
                        .formatted(role.service(), partitions));
        return false;
    }

    private Set<Integer> gapsOf(Instance instance) throws InterruptedException {
        Set<Integer> partitions = new HashSet<>();
        call(instance, "GET", "/ops/gaps", "")
                .path("gaps")
                .forEach(gap -> partitions.add(gap.path("partition").asInt()));
        return partitions;
    }

    /** The newest of the posts that were deleted unread is not done, unless its author has changed it since. */
    void expectNotDone(List<World.Record> unread) throws InterruptedException {
        World.Record newest = unread.get(unread.size() - 1);
        if (newest.blogId() == null || newest.injected()) {
            return;
        }
        JsonNode progress = anyOf(Role.BLOG, "GET", "/api/blogs/" + newest.blogId() + "/progress", "");
        boolean isSame = progress.path("topic").path("offset").asLong(-1) == newest.offset()
                && progress.path("topic").path("partition").asInt(-1) == newest.partition();
        if (isSame && progress.path("done").asBoolean()) {
            scene.injected().wronglyTold("%s was deleted unread, and its progress is %s".formatted(newest, progress));
        }
    }

    /** Has all posts sent again that were published or changed since then. */
    void republish(Instant since) throws InterruptedException {
        String after = "null";
        do {
            String body = "{\"reason\":\"records were deleted\",\"changedSince\":\"%s\",\"limit\":%d,\"after\":%s}"
                    .formatted(since, REPUBLISHED_AT_ONCE, after);
            JsonNode report = anyOf(Role.BLOG, "POST", "/ops/republish", body);
            String next = report.path("next").asString("");
            after = next.isEmpty() ? "null" : "\"" + next + "\"";
        } while (!after.equals("null"));
    }

    /** Closes them at each instance until no instance tells of any. */
    void closeGaps() throws InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_EVERY_MILLIS) {
            boolean isClosed = true;
            for (Instance instance : scene.cluster().instances(role)) {
                call(instance, "POST", "/ops/gaps/close", "{\"reason\":\"republished\"}");
                JsonNode gaps = call(instance, "GET", "/ops/gaps", "").path("gaps");
                isClosed &= gaps.isArray() && gaps.isEmpty();
            }
            if (isClosed) {
                return;
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        throw new IllegalStateException(role.service() + " does not close its gaps");
    }

    private JsonNode anyOf(Role service, String method, String path, String body) throws InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_EVERY_MILLIS) {
            for (Instance instance : scene.cluster().instances(service)) {
                JsonNode answer = call(instance, method, path, body);
                if (method.equals("POST")) {
                    // A call whose answer is lost may have done it all the same.
                    scene.injected()
                            .excuseResends(
                                    answer.isEmpty()
                                            ? REPUBLISHED_AT_ONCE
                                            : answer.path("blogIds").size());
                }
                if (!answer.isEmpty()) {
                    return answer;
                }
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        throw new IllegalStateException("no %s answers %s".formatted(service.service(), path));
    }

    /** Its answer; an empty object while the instance cannot give one. */
    private JsonNode call(Instance instance, String method, String path, String body) throws InterruptedException {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.url() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        } catch (IOException away) {
            return JSON.createObjectNode();
        }
    }
}
