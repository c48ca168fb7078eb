package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayMemoryTest {

    private final RelayMemory memory = new RelayMemory();
    private final RelayPosition from = new RelayPosition("700", 1);
    private final RelayPosition to = new RelayPosition("701", 4);

    @BeforeEach
    void aRoundBegins() {
        memory.read(from, true, false);
        memory.checked(from, new RelayMemory.Ground(1, 1, "cluster", "topic", List.of(10L, 20L)));
        memory.read(from, true, false);
    }

    @Test
    void theEndsFollowWhatWasSent() {
        List<Outbox.Relayed> relayed = List.of(sent(1, 20), sent(0, 10), sent(1, 21), sent(2, 0));

        RelayMemory.Ground ground = memory.groundBehind(relayed);
        memory.moved(to, ground);

        assertThat(ground).isNotNull();
        assertThat(ground.topicEnds()).containsExactly(11L, 22L, 1L);
        assertThat(memory.ground()).isEqualTo(ground);
    }

    @Test
    void anEndBehindWhichAnotherRelayHasSentStaysAndIsDoubted() {
        List<Outbox.Relayed> relayed = List.of(sent(0, 10), sent(0, 12), sent(0, 13), sent(1, 20));

        RelayMemory.Ground ground = memory.groundBehind(relayed);
        memory.moved(to, ground);

        assertThat(ground).isNotNull();
        assertThat(ground.topicEnds()).containsExactly(11L, 21L);
        assertThat(memory.ground()).isNull();
    }

    @Test
    void aDoubtDuringARoundOutlivesItsEnd() {
        RelayMemory.Ground ground = memory.groundBehind(List.of(sent(0, 10)));
        memory.doubt();

        memory.moved(to, ground);

        assertThat(memory.ground()).isNull();
        memory.read(to, true, false);
        assertThat(memory.isTrusted()).isFalse();
    }

    @Test
    void aDoubtDuringACheckOutlivesIt() {
        RelayMemory.Ground ground = memory.ground();
        memory.doubt();

        memory.checked(from, ground);

        assertThat(memory.ground()).isNull();
    }

    private static Outbox.Relayed sent(int partition, long offset) {
        return new Outbox.Relayed(1, partition, offset);
    }
}
