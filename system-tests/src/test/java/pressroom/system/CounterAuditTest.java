package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The counter's tables are set back and edited by hand, while other posts are being published: an audit names what differs
 * and nothing else, and a repair mends just that.
 */
@DisabledIfSystemProperty(named = "pressroom.platform", matches = "compose", disabledReason = "of processes only")
@ExtendWith(OnePlatform.class)
class CounterAuditTest {

    private static Platform platform;
    private static Auditor auditor;

    @BeforeAll
    static void start(Platform shared) {
        platform = shared;
        auditor = new Auditor(platform.deployed(Processes.class));
    }

    @Test
    void tablesThatWereSetBackAreMendedPostByPost() {
        String author = author();
        String gone = platform.publish(author, "Taken back later", "text");
        String edited = platform.publish(author, "Edited later", "text");
        counted(author, 2);
        passed();
        auditor.inCountersDatabase(
                "set transaction isolation level repeatable read",
                "create table old_ledger as table ledger",
                "create table old_users as table users");
        String added = platform.publish(author, "Added later", "text");
        String another = platform.publish(author, "Added last", "text");
        platform.unpublish(author, gone);
        platform.edit(author, edited, 1, "Edited", "text");
        String newcomer = author();
        String first = platform.publish(newcomer, "The first one", "text");
        counted(author, 3);
        counted(newcomer, 1);
        passed();

        auditor.inCountersDatabase(
                "lock table ledger, users in exclusive mode",
                "delete from ledger",
                "delete from users",
                "insert into ledger select * from old_ledger",
                "insert into users select * from old_users");

        try (Publishing publishing = new Publishing()) {
            assertThat(platform.count(author)).isEqualTo(2);
            Set<String> posts = new TreeSet<>(List.of(gone, edited, added, another, first));
            Set<String> totals = new TreeSet<>(List.of(author + " 2 3", newcomer + " null 1"));
            assertDrift(auditor.audit(), posts, totals);
            assertDrift(auditor.repair(true), posts, totals);
            assertThat(platform.count(author)).isEqualTo(2);
            assertDrift(auditor.repair(false), posts, totals);
            assertThat(platform.count(author)).isEqualTo(3);
            assertThat(platform.count(newcomer)).isEqualTo(1);
            publishing.mustGoOn();
            assertIsClean();
        }
    }

    @Test
    void aTotalThatWasChangedByHandIsNamedAlone() {
        String author = author();
        platform.publish(author, "One", "text");
        platform.publish(author, "Two", "text");
        counted(author, 2);
        try (Publishing publishing = new Publishing()) {
            auditor.inCountersDatabase("update users set total_blogs = 7 where id = '%s'".formatted(author));

            assertDrift(auditor.audit(), Set.of(), Set.of(author + " 7 2"));
            assertDrift(auditor.repair(false), Set.of(), Set.of(author + " 7 2"));
            assertThat(platform.count(author)).isEqualTo(2);
            assertIsClean();
            // What counts on is counted from the right number.
            platform.publish(author, "Three", "text");
            counted(author, 3);
            publishing.mustGoOn();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from ledger where blog_id = '%s'",
                "update ledger set live = false where blog_id = '%s'",
                "update ledger set version = 1 where blog_id = '%s'",
                "update ledger set version = 1000 where blog_id = '%s'",
                "update ledger set author_id = 'somebody' where blog_id = '%s'"
            })
    void aLedgerRowThatWasChangedByHandIsNamedAlone(String change) {
        String author = author();
        String post = platform.publish(author, "One", "text");
        platform.edit(author, post, 1, "One, edited", "text");
        platform.publish(author, "Two", "text");
        counted(author, 2);
        passed();
        try (Publishing publishing = new Publishing()) {
            auditor.inCountersDatabase(change.formatted(post));

            assertDrift(auditor.audit(), Set.of(post), Set.of());
            JsonNode repaired = auditor.repair(false);
            assertThat(Auditor.posts(repaired)).containsExactly(post);
            assertThat(platform.count(author)).isEqualTo(2);
            assertIsClean();
            // An event that comes now is counted as ever.
            platform.unpublish(author, post);
            counted(author, 1);
            publishing.mustGoOn();
            assertIsClean();
        }
    }

    @Test
    void aRowOfNoPostIsNamedAndTakenAway() {
        String author = author();
        String strange = UUID.randomUUID().toString();
        platform.publish(author, "One", "text");
        counted(author, 1);
        auditor.inCountersDatabase("insert into ledger values ('%s', '%s', 1, true)".formatted(strange, author));

        assertDrift(auditor.audit(), Set.of(strange), Set.of());
        assertThat(Auditor.posts(auditor.repair(false))).containsExactly(strange);
        assertThat(platform.count(author)).isEqualTo(1);
        assertIsClean();
    }

    @Test
    void withoutBlogServiceNothingIsTold() {
        platform.kill("blog-service");
        try {
            assertThatThrownBy(auditor::audit)
                    .hasMessageContaining("503")
                    .hasMessageContaining("blog-service at " + platform.url("blog-service") + " does not answer");
        } finally {
            platform.restart("blog-service");
        }
        assertIsClean();
    }

    private static String author() {
        return "audited-" + UUID.randomUUID();
    }

    private static void counted(String author, int total) {
        await().atMost(Duration.ofSeconds(60)).until(() -> platform.count(author) == total);
    }

    /** An edit changes no total: it is counted once an audit finds nothing. */
    private static void passed() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> auditor.audit().get("result").asString().equals("clean"));
    }

    private static void assertIsClean() {
        JsonNode report = auditor.audit();
        assertThat(report.get("result").asString()).as(report.toString()).isEqualTo("clean");
    }

    private static void assertDrift(JsonNode report, Set<String> posts, Set<String> totals) {
        assertThat(Auditor.posts(report)).as(report.toString()).isEqualTo(posts);
        assertThat(Auditor.totals(report)).as(report.toString()).isEqualTo(totals);
        assertThat(report.get("undecided")).isEmpty();
        assertThat(report.get("more").asBoolean()).isFalse();
    }

    /** Others publish and edit all the while. */
    private static final class Publishing implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger published = new AtomicInteger();
        private final Thread thread = new Thread(this::publish, "others");

        Publishing() {
            thread.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> published.get() > 2);
        }

        private void publish() {
            String author = author();
            for (int number = 0; !stop.get(); number++) {
                // One author would soon be told to publish less.
                author = number % 50 == 0 ? author() : author;
                String post = platform.publish(author, "Number " + number, "text");
                if (number % 3 == 0) {
                    platform.edit(author, post, 1, "Edited", "text");
                }
                published.incrementAndGet();
            }
        }

        void mustGoOn() {
            int before = published.get();
            await().atMost(Duration.ofSeconds(60)).until(() -> published.get() > before);
        }

        @Override
        public void close() {
            stop.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
