package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class BulkSettingsTest {

    private static final BulkSettings SETTINGS =
            new BulkSettings(250, DataSize.ofMegabytes(5), 2, Duration.ofSeconds(30), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "250, 250",
        "300, 300",
        "376, 188",
        "500, 250",
        "1000, 250",
        "1036, 259",
        "1037, 260",
        "2000, 250"
    })
    void aBatchIsCutIntoEqualBulksOfAboutTheSetSize(int batch, int inEach) {
        assertThat(SETTINGS.inEach(batch)).isEqualTo(inEach);
    }
}
