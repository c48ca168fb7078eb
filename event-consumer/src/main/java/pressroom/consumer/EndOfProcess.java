package pressroom.consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/**
 * Ends the process when a thread of it was lost for want of memory or threads: what is left would look alive, and only a new
 * process can do better. The JVM's own {@code ExitOnOutOfMemoryError} does not see that no thread could be started.
 */
final class EndOfProcess implements ApplicationListener<ConsumerStoppedEvent>, Thread.UncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(EndOfProcess.class);
    /** As the JVM's own. */
    private static final int OUT_OF_MEMORY = 3;

    private final Runnable halt;

    EndOfProcess() {
        // In good order is out of the question: that takes threads, too.
        this(() -> Runtime.getRuntime().halt(OUT_OF_MEMORY));
    }

    EndOfProcess(Runnable halt) {
        this.halt = halt;
    }

    @Override
    public void onApplicationEvent(ConsumerStoppedEvent stopped) {
        if (stopped.getReason() == ConsumerStoppedEvent.Reason.ERROR) {
            log.error("This process ends, to be started again: a consumer thread was ended by an Error");
            halt.run();
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        log.error("Thread {} was ended", thread.getName(), thrown);
        if (thrown instanceof VirtualMachineError) {
            log.error("This process ends, to be started again");
            halt.run();
        }
    }
}
