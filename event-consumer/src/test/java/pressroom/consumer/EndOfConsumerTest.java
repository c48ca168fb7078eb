package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

class EndOfConsumerTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyAnErrorThatEndsAConsumerThreadEndsTheProcess(Reason reason) {
        List<String> ends = new ArrayList<>();
        new EndOfConsumer(ends::add).stopped(new ConsumerStoppedEvent(this, this, reason));

        assertThat(ends).hasSize(reason == Reason.ERROR ? 1 : 0);
    }
}
