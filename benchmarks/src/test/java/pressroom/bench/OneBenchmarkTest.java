package pressroom.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneBenchmarkTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondOneIsRefusedUntilTheFirstHasEnded() throws Exception {
        try (OneBenchmark first = OneBenchmark.in(folder)) {
            assertThatThrownBy(() -> OneBenchmark.in(folder))
                    .hasMessageContaining("Another benchmark runs in " + folder)
                    .hasMessageContaining("Wait for its end");
        }

        assertThatCode(() -> OneBenchmark.in(folder).close()).doesNotThrowAnyException();
    }
}
