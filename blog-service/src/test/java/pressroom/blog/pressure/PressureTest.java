package pressroom.blog.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.pages.Browsing;
import pressroom.blog.pages.Browsing.Page;

/** A service whose relay can be held back by a transaction that stays open, with limits that a test can reach. */
@TestPropertySource(
        properties = {
            "pressroom.pressure.backlog-events=20",
            "pressroom.pressure.author-rate=1",
            "pressroom.pressure.author-burst=8",
            "pressroom.pressure.look-every=50ms"
        })
class PressureTest extends BlogServiceTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void postsAreTakenUntilTheBacklogIsTooLongAndAgainWhenItHasGone() {
        transaction.executeWithoutResult(open -> {
            db.sql("select pg_current_xact_id()").query(String.class).single();
            Api.Answer answer = publishUntilRefused();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
            assertThat(answer.text("detail")).contains("wait to be sent on", "same Idempotency-Key");
            assertThat(asReader().get("/api/blogs").status()).isEqualTo(200);
        });

        await().atMost(Duration.ofSeconds(30))
                .until(() -> as(newAuthor()).post("title", "body").status() == 201);
    }

    private Api.Answer publishUntilRefused() {
        for (int i = 0; i < 200; i++) {
            Api.Answer answer = as(newAuthor()).post("title", "body");
            if (answer.status() != 201) {
                return answer;
            }
        }
        throw new AssertionError("200 posts were taken, though 20 may wait");
    }

    @Test
    void anAuthorInHasteIsSlowedDownAndNobodyElse() {
        String hasty = newAuthor();
        Api.Answer answer = as(hasty).post("title", "body");
        for (int i = 1; i < 12 && answer.status() == 201; i++) {
            answer = as(hasty).post("title", "body");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(as(newAuthor()).post("title", "body").status()).isEqualTo(201);
    }

    @Test
    void aFormOfAnAuthorInHasteIsShownAgainWithItsText() {
        Browsing hasty = new Browsing(port).signedInAs(newAuthor());
        Page form = hasty.get("/write");
        Page answer = hasty.submit(form, "/write", Map.of("title", "In haste 0", "tags", "", "body", "text"));
        for (int i = 1; i < 12 && answer.status() == 303; i++) {
            Map<String, String> next = Map.of("title", "In haste " + i, "tags", "", "body", "text");
            answer = hasty.submit(hasty.get("/write"), "/write", next);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.html()).contains("publishing faster than", "In haste", "<textarea");
    }
}
