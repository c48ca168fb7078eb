package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pressroom.events.BlogEvent;

/** What was refused by mistake is counted when the mistake is mended and the dead letters are redriven. */
class RedriveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REDRIVE = "/ops/dead-letters/redrive";

    private final String author = Histories.newAuthor();

    @AfterEach
    void mend() {
        CounterDatabase.JDBC
                .sql("alter table ledger drop constraint if exists mistake")
                .update();
    }

    @Test
    void refusedPostsAreCountedOnceHoweverOftenTheyAreRedriven() {
        List<BlogEvent> posts = Stream.generate(() -> Histories.published(author, UUID.randomUUID(), 1))
                .limit(3)
                .toList();
        BlogEvent other = Histories.published(Histories.newAuthor(), UUID.randomUUID(), 1);
        CounterDatabase.JDBC
                .sql("alter table ledger add constraint mistake check (author_id <> '%s') not valid".formatted(author))
                .update();
        long before = Topic.quarantined();
        try (RunningCounter counter = RunningCounter.start()) {
            Topic.send(posts);
            Topic.send(List.of(other));
            await().atMost(PATIENCE).until(() -> Topic.lag() == 0);
            assertThat(Topic.quarantined() - before).isEqualTo(3);
            assertThat(totals(other)).isEqualTo(Map.of(other.authorId(), 1L));
            Topic.send(List.of(Histories.edited(author, posts.get(0).blogId(), 2)));
            mend();

            redrive(counter);
            assertThat(totals(posts.get(0))).isEqualTo(Map.of(author, 3L));
            redrive(counter);
            assertThat(totals(posts.get(0))).isEqualTo(Map.of(author, 3L));
        }
        assertThat(Topic.quarantined() - before).isBetween(3L, 4L);
    }

    @Test
    void onlyOperatorsRedrive() {
        try (RunningCounter counter = RunningCounter.start()) {
            assertThat(counter.get(REDRIVE).statusCode()).isEqualTo(401);
            assertThat(counter.send("POST", REDRIVE, "author").statusCode()).isEqualTo(403);
            assertThat(counter.send("GET", REDRIVE, "operator").body()).contains("\"state\":\"none\"");
            assertThat(counter.get("/api/users").statusCode()).isEqualTo(200);
        }
    }

    private static void redrive(RunningCounter counter) {
        assertThat(counter.send("POST", REDRIVE, "operator").statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() -> counter.send("GET", REDRIVE, "operator").body().contains("\"state\":\"done\""));
    }

    private static Map<String, Long> totals(BlogEvent event) {
        return CounterDatabase.totals(List.of(event.authorId()));
    }
}
