package pressroom.blog.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassedOffsetsTest {

    private static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

    private final PassedOffsets passed = new PassedOffsets();

    @Test
    void aGroupIsDoneWithARecordWhenItWasFirstSeenBehindIt() {
        look(0, 10);
        look(1, 10);
        look(2, 15);
        look(3, 20);

        assertThat(passed.passed("group", 0, 9)).as("before anybody looked").isNull();
        assertThat(passed.passed("group", 0, 10)).isEqualTo(NOON.plusSeconds(2));
        assertThat(passed.passed("group", 0, 14)).isEqualTo(NOON.plusSeconds(2));
        assertThat(passed.passed("group", 0, 15)).isEqualTo(NOON.plusSeconds(3));
        assertThat(passed.passed("group", 0, 20)).as("not passed yet").isNull();
    }

    @Test
    void noTimeIsClaimedForWhatWasPassedWhileNobodyLooked() {
        look(0, 10);
        look(60, 15);
        look(61, 16);

        assertThat(passed.passed("group", 0, 12)).isNull();
        assertThat(passed.passed("group", 0, 15)).isEqualTo(NOON.plusSeconds(61));
    }

    @Test
    void aGroupThatIsSetBackHasNothingBehindIt() {
        look(0, 10);
        look(1, 15);
        look(2, 0);

        assertThat(passed.passed("group", 0, 12)).isNull();
    }

    private void look(int second, long next) {
        GroupView group = new GroupView("group", 1, Map.of(0, next), Map.of(), DeadLetterKnowledge.ALL);
        passed.seen(new KafkaView(NOON.plusSeconds(second), Map.of(0, 0L), Map.of(0, 100L), List.of(group), null));
    }
}
