package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageBackOffTest {

    private final ConsumerSettings settings = new ConsumerSettings(
            "g",
            "t",
            1,
            10,
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(6),
            0);

    @ParameterizedTest
    @CsvSource({"1,100,200", "2,200,400", "5,1600,3200", "6,2500,5000", "21,2500,5000", "1000000,2500,5000"})
    void pauseDoublesUpToTheLongestAndVaries(int failures, long least, long most) {
        for (int i = 0; i < 1_000; i++) {
            assertThat(settings.pauseMillis(failures)).isBetween(least, most);
        }
        assertThat(LongStream.range(0, 100)
                        .map(i -> settings.pauseMillis(failures))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
