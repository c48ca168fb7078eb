package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

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

    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyAnErrorThatEndsAConsumerThreadEndsTheProcess(Reason reason) {
        end.onApplicationEvent(new ConsumerStoppedEvent(this, this, reason));

        assertThat(halts).hasValue(reason == Reason.ERROR ? 1 : 0);
    }
}
