package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pressroom.cli.importing.FollowedImport;
import pressroom.cli.importing.ImportClient;
import pressroom.cli.importing.ImportStatus;
import pressroom.cli.importing.ZippedTree;
import pressroom.posts.PostTree;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.ServiceProcess;
import pressroom.stack.TestServers;
import pressroom.stack.Tokens;

/** An instance of blog-service is killed in the middle of an import, and another one goes on. */
@Tag("services")
class AnImportOutlivesItsInstanceTest {

    private static final int POSTS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalStack stack = TestServers.another();
    private final ServiceProcess first = instance("blog-service-first", Ports.onePort());
    private final ServiceProcess second = instance("blog-service-second", Ports.onePort());

    @TempDir
    Path blog;

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    @Test
    @Timeout(300)
    void nothingIsLostOrPublishedTwiceWhenTheInstanceAtWorkIsKilled() throws Exception {
        writePosts();
        stack.start(Server.POSTGRES, words -> {});
        stack.start(Server.KAFKA, words -> {});
        first.start();
        first.awaitReady(PATIENCE);
        try (PostTree tree = PostTree.of(blog);
                ZippedTree zip = ZippedTree.of(tree)) {
            FollowedImport followed = new FollowedImport(client(first), PATIENCE, now -> {}, reason -> {});
            CompletableFuture<ImportStatus> end = CompletableFuture.supplyAsync(() -> run(followed, zip.zip()));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> followed.latest() != null && followed.latest().dealtWith() > 100);

            first.kill();
            int atTheKill = published();
            assertThat(atTheKill).isBetween(100, POSTS - 1);

            second.start();
            second.awaitReady(PATIENCE);
            await().atMost(PATIENCE).until(() -> published() == POSTS);
            first.start();
            ImportStatus done = end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(done.state()).isEqualTo("done");
            assertThat(done.published()).isEqualTo(POSTS);
            assertThat(done.alreadyThere()).isZero();
            assertThat(published()).isEqualTo(POSTS);

            ImportStatus again = run(new FollowedImport(client(second), PATIENCE, now -> {}, reason -> {}), zip.zip());
            assertThat(again.published()).isZero();
            assertThat(again.alreadyThere()).isEqualTo(POSTS);
        }
    }

    private ServiceProcess instance(String name, int port) {
        return ServiceProcess.of(stack, "blog-service")
                .withName(name)
                .withPort(port)
                .withProperties(Map.of("pressroom.imports.lease", "3s", "pressroom.imports.batch-posts", "5"))
                .asInItsImage();
    }

    private ImportClient client(ServiceProcess instance) {
        String token = new Tokens(stack.secrets().tokenSigningKey()).mint("an-operator", List.of("operator"));
        return new ImportClient(URI.create(instance.url()), token);
    }

    private static ImportStatus run(FollowedImport followed, Path zip) {
        try {
            return followed.run(zip, null);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writePosts() throws IOException {
        Files.createDirectories(blog.resolve("posts"));
        for (int i = 0; i < POSTS; i++) {
            Files.writeString(
                    blog.resolve("posts/%04d.md".formatted(i)),
                    "---\ntitle: Post %d\nauthor: importer\ndate: 2020-02-20\n---\nText %d\n".formatted(i, i));
        }
    }

    private int published() throws SQLException {
        Map<String, String> database = stack.propertiesFor("blog-service");
        try (var connection = DriverManager.getConnection(
                        database.get("spring.datasource.url"),
                        database.get("spring.datasource.username"),
                        database.get("spring.datasource.password"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from blogs where author_id = 'importer'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
