package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    @Test
    void itIsTheLastLinesOfWhatThisStartWrote() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "earlier\nfirst\nsecond\nthird\n");

        assertThat(LogTail.of(log, "earlier\n".length(), 2)).isEqualTo("second\nthird");
        assertThat(LogTail.of(log, "earlier\n".length(), 20)).isEqualTo("first\nsecond\nthird");
    }

    @Test
    void anAbsentOrEmptyLogIsSaidToBeSo() throws Exception {
        assertThat(LogTail.of(folder.resolve("none"), 0, 20)).isEqualTo("(there is no log)");
        assertThat(LogTail.of(Files.createFile(folder.resolve("empty")), 0, 20)).isEqualTo("(it wrote nothing)");
    }
}
