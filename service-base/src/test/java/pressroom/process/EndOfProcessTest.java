package pressroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EndOfProcessTest {

    private final AtomicInteger halts = new AtomicInteger();
    private final EndOfProcess end = new EndOfProcess(halts::incrementAndGet);

    @Test
    void aThreadThatEndsForWantOfMemoryEndsTheProcess() {
        end.uncaughtException(Thread.currentThread(), new OutOfMemoryError("unable to create native thread"));

        assertThat(halts).hasValue(1);
    }

    @Test
    void aThreadThatEndsByAnExceptionDoesNot() {
        end.uncaughtException(Thread.currentThread(), new IllegalStateException("a defect"));

        assertThat(halts).hasValue(0);
    }
}
