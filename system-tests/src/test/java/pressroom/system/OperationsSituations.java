package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import pressroom.servers.PgBouncer;
import pressroom.servers.PoolerRoles;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.ServiceProcess;

/** For each page of docs/operations the situation that it is about, and what its commands have to end in. */
final class OperationsSituations {

    /** By page. */
    static final Map<String, Situation> BY_PAGE = Map.of(
            "counter.md", OperationsSituations::theCountersTablesWereEdited,
            "failover.md", OperationsSituations::aPromotionLostAPost,
            "pgbouncer.md", OperationsSituations::aPoolerComesBetween,
            "replaced.md", OperationsSituations::theTopicWasDeleted,
            "restore.md", OperationsSituations::anOlderCopyWasRestored,
            "retention.md", OperationsSituations::recordsWereDeletedUnread);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final Platform platform;
    private final WorldChanges world;

    OperationsSituations(Processes processes, Platform platform) {
        this.stack = processes.stack;
        this.platform = platform;
        this.world = new WorldChanges(processes);
    }

    /** Comes about, and is over when all of the page's commands have been typed. */
    @FunctionalInterface
    interface Situation {
        void endsBy(OperationsSituations here, PageRun page) throws Exception;
    }

    private void theCountersTablesWereEdited(PageRun page) throws Exception {
        String author = author();
        String lost = platform.publish(author, "Out of the ledger", "text");
        platform.publish(author, "Stays", "text");
        counted(author, 2);
        world.execute(
                "counter",
                "update users set total_blogs = 7 where id = '%s'".formatted(author),
                "delete from ledger where blog_id = '%s'".formatted(lost));

        assertThat(page.type(1, "audit")).contains("total of " + author, lost);
        assertThat(page.type(0, "repair --dry-run")).contains("To be repaired", lost);
        assertThat(platform.count(author)).isEqualTo(7);
        assertThat(page.type(0, "repair")).contains("repaired", lost);
        assertThat(page.type(0, "audit")).startsWith("clean");
        assertThat(platform.count(author)).isEqualTo(2);

        page.typeAll("create index concurrently if not exists");
    }

    private void recordsWereDeletedUnread(PageRun page) throws Exception {
        String author = author();
        world.deleteUnread("counter-consumer", () -> platform.publish(author, "Deleted unread", "text"));

        assertThat(page.typeUntil(1, "counter-consumer gaps")).contains("1 gap: ", ": offset ");
        assertThat(page.type(0, "republish --changed-since")).contains("would be put into the outbox");
        assertThat(platform.count(author)).isZero();
        assertThat(page.type(0, "republish --changed-since")).contains("Do this?", "put into the outbox again");
        counted(author, 1);
        page.type(0, "./pressroom status");
        assertThat(page.type(0, "gaps close")).contains("Would be closed");
        assertThat(page.type(0, "gaps close")).contains("closed:");
        assertThat(page.type(0, "gaps")).startsWith("no gaps");
    }

    private void theTopicWasDeleted(PageRun page) throws Exception {
        String author = author();
        String[] lost = new String[1];
        world.deleteTopicUnread(
                "counter-consumer", () -> lost[0] = platform.publish(author, "Lost with the topic", "text"));
        String after = platform.publish(author, "Sent to the new one", "text");
        counted(author, 1);

        assertThat(page.type(0, "./pressroom status"))
                .contains("the topic was replaced at")
                .doesNotContain("has read them all");
        assertThat(page.type(0, "outbox")).contains("1 had its name before");
        page.typeAny("counter-consumer gaps");
        page.typeAny("search-indexer gaps");
        assertThat(page.type(0, "republish --all")).contains("would be put into the outbox");
        assertThat(platform.count(author)).isEqualTo(1);
        page.type(0, "republish --all");
        counted(author, 2);
        assertThat(page.type(0, "./pressroom status")).contains("is at the end; the topic was replaced at");
        page.type(0, "counter-consumer gaps close");
        page.type(0, "search-indexer gaps close");
        page.type(0, "counter-consumer gaps");
        page.type(0, "search-indexer gaps");
        assertThat(page.type(0, "counter-consumer audit")).startsWith("clean");
        assertThat(platform.search("lost with the topic")).contains(lost[0]);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(platform.search("sent to the new one"))
                .contains(after));
    }

    private void aPromotionLostAPost(PageRun page) throws Exception {
        String author = author();
        String[] lost = new String[1];
        world.setBackAfter(() -> lost[0] = platform.publish(author, "Lost in the tail", "text"));

        assertThat(page.typeUntil(1, "outbox")).contains("suspended", "the record at partition");
        assertThat(platform.isShown(lost[0])).isFalse();
        assertThat(page.type(0, "--dry-run")).contains("taken-back", lost[0]);
        assertThat(platform.isShown(lost[0])).isFalse();
        assertThat(page.type(0, "recover")).contains("taken-back", lost[0]);
        assertThat(platform.isShown(lost[0])).isTrue();
        assertThat(page.type(0, "outbox")).contains("The relay is active");

        assertThat(platform.publish(author, "Lost in the tail", "text"))
                .as("sent again with the same Idempotency-Key")
                .isEqualTo(lost[0]);
        assertThat(platform.count(author)).isEqualTo(1);
    }

    private void anOlderCopyWasRestored(PageRun page) throws Exception {
        String author = author();
        String edited = platform.publish(author, "Edited twice", "text");
        String[] lost = new String[1];
        world.setBackAfter(() -> {
            platform.edit(author, edited, 1, "The edit of before", "text");
            lost[0] = platform.publish(author, "Newer than the copy", "text");
        });

        assertThat(page.typeUntil(1, "outbox")).contains("suspended");
        platform.edit(author, edited, 1, "The edit of after", "text");
        assertThat(page.type(0, "--dry-run")).contains("taken-back", "database-kept");
        assertThat(platform.isShown(lost[0])).isFalse();
        assertThat(page.type(0, "recover")).contains("taken-back", "database-kept");
        assertThat(page.type(0, "recovered_texts")).contains("The edit of before");
        page.type(0, "outbox");
        assertThat(platform.isShown(lost[0])).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(platform.search("\"edit of after\""))
                .contains(edited));
        assertThat(page.type(0, "republish --all"))
                .contains("put into the outbox again")
                .doesNotContain("suspended");
        counted(author, 2);

        world.execute("blog", """
                insert into outbox (xid, event_id, ce_type, blog_id, author_id, occurred_at, payload)
                select '99999999999', event_id, ce_type, blog_id, author_id, occurred_at, payload
                from outbox where blog_id = '%s' order by xid desc, id desc limit 1
                """.formatted(edited));
        assertThat(page.type(1, "outbox"))
                .contains("Events ahead     1 ", "./pressroom ops blog-service resume")
                .doesNotContain("failed");
        assertThat(page.type(0, "--dry-run")).contains("1 event gets a transaction id of this cluster and is sent");
        page.type(0, "resume");
        assertThat(page.type(0, "outbox")).contains("Events ahead     0");
    }

    private void aPoolerComesBetween(PageRun page) throws Exception {
        try {
            page.typeAll("alter role");

            assumeThat(PgBouncer.program())
                    .as("PgBouncer (Debian's package pgbouncer)")
                    .isPresent();
            try (PgBouncer pooler = PgBouncer.before(stack::propertiesFor)) {
                String author = author();
                ServiceProcess pooled = ServiceProcess.of(stack, "blog-service")
                        .withName("blog-service-pooled")
                        .withPort(Ports.onePort())
                        .withProperties(pooler.propertiesFor("blog-service"))
                        .asInItsImage();
                pooled.start();
                try {
                    pooled.awaitReady(Processes.PATIENCE);
                    platform.through(pooled.url()).publish(author, "Through the pooler", "text");
                    counted(author, 1);
                } finally {
                    pooled.stop();
                }
            }
        } finally {
            PoolerRoles.reset(stack.adminProperties());
        }
    }

    private static String author() {
        return "paged-" + UUID.randomUUID();
    }

    private void counted(String author, int total) {
        await().atMost(PATIENCE).until(() -> platform.count(author) == total);
    }
}
