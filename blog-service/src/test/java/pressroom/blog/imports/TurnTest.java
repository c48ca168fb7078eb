package pressroom.blog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean othersWait = new AtomicBoolean();
    private final Turn turn = new Turn(Duration.ofNanos(10), othersWait::get, now::get);

    @Test
    void endsAfterItsTimeWhenAnotherAuthorWaits() {
        othersWait.set(true);
        now.set(9);
        assertThat(turn.isOver()).isFalse();
        now.set(10);
        assertThat(turn.isOver()).isTrue();
    }

    @Test
    void beginsAnewWhenNoOtherAuthorWaits() {
        now.set(10);
        assertThat(turn.isOver()).isFalse();
        othersWait.set(true);
        now.set(19);
        assertThat(turn.isOver()).isFalse();
        now.set(20);
        assertThat(turn.isOver()).isTrue();
    }
}
