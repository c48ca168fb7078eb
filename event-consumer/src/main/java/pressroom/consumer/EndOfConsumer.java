package pressroom.consumer;

import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/** Ends the process when an Error has ended a consumer thread: without it this process only looks alive. */
record EndOfConsumer(Consumer<String> endOfProcess) {

    @EventListener
    void stopped(ConsumerStoppedEvent stopped) {
        if (stopped.getReason() == ConsumerStoppedEvent.Reason.ERROR) {
            endOfProcess.accept("an Error has ended a consumer thread");
        }
    }
}
