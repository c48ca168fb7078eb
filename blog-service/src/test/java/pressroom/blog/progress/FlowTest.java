package pressroom.blog.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.EventSource;
import tools.jackson.databind.JsonNode;

@Timeout(90)
class FlowTest extends BlogServiceTest {

    @Test
    void theFlowIsToldOnceASecondWithItsRatesAndWithWhoStandsStill() throws Exception {
        Api author = as(newAuthor());
        author.post("Title", "text");
        await().until(() ->
                asReader().get("/api/flow").json().at("/topic/records").asLong() > 0);
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 2);
                EventSource flow = asReader().watch("/api/flow")) {
            await().until(() -> flow.last("flow").path("groups").size() >= 2);
            long records = flow.last("flow").at("/topic/records").asLong();

            for (int post = 0; post < 5; post++) {
                author.post("Title", "text");
                groups.catchUp(groups.name(0));
            }
            await().until(() -> flow.last("flow").at("/topic/records").asLong() >= records + 5
                    && flow.last("flow").at("/topic/perSecond").asDouble() > 0);
            groups.catchUp(groups.name(0));

            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                JsonNode now = flow.last("flow");
                assertThat(now.at("/outbox/unsent").asLong()).isZero();
                assertThat(now.get("note").isNull()).isTrue();
                assertThat(group(now, groups.name(0)).get("lag").asLong()).isZero();
                assertThat(group(now, groups.name(0)).get("stalledSince").isNull())
                        .isTrue();
                assertThat(group(now, groups.name(1)).get("lag").asLong()).isEqualTo(5);
                assertThat(group(now, groups.name(1)).get("stalledSince").asString(""))
                        .startsWith("20");
            });
            assertThat(flow.events()).hasSizeLessThan(30);
        }
    }

    private static JsonNode group(JsonNode flow, String name) {
        return flow.path("groups")
                .valueStream()
                .filter(group -> group.get("group").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
