package pressroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(1_000);

    @Test
    void largeRequestsNeverTakeMoreThanHalf() throws OverBudget {
        for (int i = 0; i < 4; i++) {
            budget.take("caller-" + i, false, true, 125);
        }
        assertThatThrownBy(() -> budget.take("caller-4", false, true, 1)).isSameAs(OverBudget.OF_ALL);
        budget.take("caller-4", false, false, 250);
        assertThat(budget.used()).isEqualTo(750);
    }

    @Test
    void smallRequestsMayTakeAllOfIt() throws OverBudget {
        for (int i = 0; i < 4; i++) {
            budget.take("caller-" + i, false, false, 250);
        }
        assertThatThrownBy(() -> budget.take("caller-4", false, false, 1)).isSameAs(OverBudget.OF_ALL);
    }

    @Test
    void aCallerHasAQuarterOfEachPart() throws OverBudget {
        budget.take("greedy", false, true, 125);
        assertThatThrownBy(() -> budget.take("greedy", false, true, 1)).isSameAs(OverBudget.OF_CALLER);
        budget.take("greedy", false, false, 250);
        assertThatThrownBy(() -> budget.take("greedy", false, false, 1)).isSameAs(OverBudget.OF_CALLER);
        budget.take("other", false, true, 125);
    }

    @Test
    void oneRequestIsAlwaysAdmittedToAnUnusedShare() throws OverBudget {
        budget.take("caller", false, true, 900);
        assertThatThrownBy(() -> budget.take("other", false, true, 1)).isSameAs(OverBudget.OF_ALL);
    }

    @Test
    void anExemptCallerHasNoShareOfItsOwn() throws OverBudget {
        budget.take("service", true, false, 900);
        budget.take("service", true, false, 100);
        assertThatThrownBy(() -> budget.take("service", true, false, 1)).isSameAs(OverBudget.OF_ALL);
    }

    @Test
    void whatIsGivenBackIsGivenBackOnce() throws OverBudget {
        ByteBudget.Reservation first = budget.take("caller", false, false, 250);
        budget.take("other", false, false, 250);
        first.close();
        first.close();
        assertThat(budget.used()).isEqualTo(250);
        budget.take("caller", false, false, 250);
    }

    @Test
    void manyThreadsNeverTakeMoreThanThereIs() {
        AtomicBoolean over = new AtomicBoolean();
        IntStream.range(0, 50_000).parallel().forEach(i -> {
            try (ByteBudget.Reservation taken = budget.take("caller-" + i % 7, false, i % 2 == 0, 1 + i % 200)) {
                over.compareAndSet(false, budget.used() > budget.size());
                assertThat(taken).isNotNull();
            } catch (OverBudget refused) {
                // There was no room.
            }
        });
        assertThat(over).isFalse();
        assertThat(budget.used()).isZero();
    }
}
