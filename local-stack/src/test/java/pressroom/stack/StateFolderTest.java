package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another user of this machine can see of a stack: nothing. */
class StateFolderTest {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("------rwx");
    private static final Set<PosixFilePermission> GROUP_AND_OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    @Test
    void ofRunningServersOthersCanListNothingAndReadNothing() throws IOException {
        LocalStack stack = TestServers.with(Server.values());

        List<Path> all = tree(stack.stateDirectory());

        assertThat(all).as("Kafka's logs are among them").anyMatch(path -> path.endsWith("kafka/data/meta.properties"));
        assertThat(all).anyMatch(path -> path.endsWith("postgres/data/global"));
        assertThat(all).anyMatch(path -> path.endsWith("elasticsearch/data/_state"));
        assertThat(modes(stack.stateDirectory())).isEqualTo("rwx--x--x");
        assertThat(all.stream().filter(path -> !path.equals(stack.stateDirectory())))
                .as("below it nothing is for others")
                .allSatisfy(path -> assertThat(permissions(path))
                        .as(path.toString())
                        .doesNotContainAnyElementsOf(Files.isDirectory(path) ? GROUP_AND_OTHERS : OTHERS));
    }

    @Test
    void aFolderThatAnEarlierVersionHasMadeIsClosedAtTheNextStart(@TempDir Path folder) throws IOException {
        Path state = folder.resolve("state");
        Path log = Files.createDirectories(state.resolve("kafka/data/blog-events-0"))
                .resolve("00000000000000000000.log");
        Files.writeString(log, "a post");
        Files.writeString(state.resolve("ports.properties"), "");
        for (Path path : tree(state)) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
        }

        LocalStack.at(state, Ports.free()).ready();

        assertThat(modes(state)).isEqualTo("rwx--x--x");
        assertThat(modes(state.resolve("kafka"))).as("on the way to every post").isEqualTo("rwx------");
        assertThat(modes(state.resolve("ports.properties"))).isEqualTo("rw-------");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Set<PosixFilePermission> permissions(Path path) {
        try {
            return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) {
            // Servers come and go with files of theirs.
            return Set.of();
        }
    }

    private static List<Path> tree(Path root) throws IOException {
        List<Path> all = new ArrayList<>(List.of(root));
        for (int at = 0; at < all.size(); at++) {
            if (Files.isDirectory(all.get(at), LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> entries = Files.list(all.get(at))) {
                    entries.forEach(all::add);
                } catch (java.nio.file.NoSuchFileException gone) {
                    // As above.
                }
            }
        }
        return all;
    }
}
