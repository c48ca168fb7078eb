package pressroom.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CountdownTest {

    @Test
    void endsOnceAtTheGivenPassageOfItsOwnPlace() {
        Countdown countdown = Countdown.of("relay.after-acks@2");

        assertThat(countdown.endsAt("relay.after-acks")).isFalse();
        assertThat(countdown.endsAt("relay.after-send")).isFalse();
        assertThat(countdown.endsAt("relay.after-acks")).isTrue();
        assertThat(countdown.endsAt("relay.after-acks")).isFalse();
    }

    @Test
    void aTypingErrorIsToldRatherThanNeverReached() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Countdown.of("relay.after-acks"))
                .withMessageContaining("relay.after-acks@7");
    }
}
