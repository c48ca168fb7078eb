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
    void keepsTheWordsAndLeavesOutTheFramesOfStackTraces() throws Exception {
        Path log = Files.writeString(
                folder.resolve("server.log"),
                "old\nFATAL no space left\n" + "\tat some.Frame(Frame.java:1)\n".repeat(50) + "\t... 12 more\nbye\n");

        assertThat(LogTail.of(log, 4, 20)).isEqualTo("FATAL no space left\nbye");
    }

    @Test
    void saysWhenThereIsNothingToShow() throws Exception {
        assertThat(LogTail.of(folder.resolve("none.log"), 0, 20)).isEqualTo("(there is no log)");
        assertThat(LogTail.of(Files.createFile(folder.resolve("empty.log")), 0, 20))
                .isEqualTo("(it wrote nothing)");
    }
}
