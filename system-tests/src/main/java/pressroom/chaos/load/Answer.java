package pressroom.chaos.load;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the blog service said. */
record Answer(HttpResponse<String> response) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    int status() {
        return response.statusCode();
    }

    /** 409 says that an earlier request with the key is running, 429 and 5xx that nobody knows: all three are asked again. */
    boolean settles() {
        return status() < 500 && status() != 409 && status() != 429;
    }

    boolean isOverload() {
        return status() == 503 || status() == 429;
    }

    boolean saysWhenToReturn() {
        return response.headers().firstValue("Retry-After").isPresent();
    }

    UUID blogId() {
        return UUID.fromString(json().path("id").asString());
    }

    String etag() {
        return response.headers().firstValue("ETag").orElse("");
    }

    String body() {
        return response.body();
    }

    JsonNode json() {
        return JSON.readTree(response.body());
    }

    /** What Retry-After asks for, shortened to the pace of a run. */
    Duration retryAfter() {
        Duration asked = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ofMillis(200));
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }
}
