package pressroom.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pressroom.chaos.faults.FaultDidNotHappen;

/** That a fault counts only if it has happened. */
class StrikesTest {

    private static final String FAULT = "records are deleted below an offset";

    private final List<String> diary = new ArrayList<>();
    private final Strikes strikes = new Strikes(diary::add);
    private int tries;

    @Test
    void aFaultThatHappensCountsOnce() throws Exception {
        strikes.strike(FAULT, () -> tries++);
        strikes.strike(FAULT, () -> tries++);

        assertThat(strikes.struck()).isEqualTo(Map.of(FAULT, 2));
        assertThat(diary).isEmpty();
    }

    @Test
    void aFaultThatDidNotHappenIsStruckAgainAndCountsOnce() throws Exception {
        strikes.strike(FAULT, () -> missUntil(3));

        assertThat(tries).isEqualTo(3);
        assertThat(strikes.struck()).isEqualTo(Map.of(FAULT, 1));
        assertThat(diary).hasSize(2).allSatisfy(line -> assertThat(line).contains(FAULT, "nothing was unread"));
    }

    @Test
    void aFaultThatNeverHappensEndsTheRunAndDoesNotCount() {
        assertThatThrownBy(() -> strikes.strike(FAULT, () -> missUntil(4)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not happen in 3 tries: nothing was unread");

        assertThat(tries).isEqualTo(3);
        assertThat(strikes.struck()).isEmpty();
    }

    @Test
    void anotherFailureIsNotTriedAgain() {
        assertThatThrownBy(() -> strikes.strike(FAULT, () -> {
                    tries++;
                    throw new IllegalStateException("the relay does not get on");
                }))
                .hasMessage("the relay does not get on");

        assertThat(tries).isEqualTo(1);
        assertThat(strikes.struck()).isEmpty();
    }

    private void missUntil(int happens) throws FaultDidNotHappen {
        tries++;
        if (tries < happens) {
            throw new FaultDidNotHappen("nothing was unread");
        }
    }
}
