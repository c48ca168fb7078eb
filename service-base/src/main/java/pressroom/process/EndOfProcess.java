package pressroom.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread of it was lost for want of memory or threads: what is left would look alive, and only a new
 * process can do better. The JVM's own {@code ExitOnOutOfMemoryError} does not see that no thread could be started.
 */
public final class EndOfProcess implements Thread.UncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(EndOfProcess.class);
    /** As the JVM's own. */
    private static final int OUT_OF_MEMORY = 3;

    private final Runnable halt;

    /** Halts at once: to end in good order takes threads, too. */
    public EndOfProcess() {
        this(() -> Runtime.getRuntime().halt(OUT_OF_MEMORY));
    }

    EndOfProcess(Runnable halt) {
        this.halt = halt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        log.error("Thread {} was ended", thread.getName(), thrown);
        if (thrown instanceof VirtualMachineError) {
            now("a thread of it was lost");
        }
    }

    /**
     * Ends the process.
     *
     * @param why what was lost, for the log
     */
    public void now(String why) {
        log.error("This process ends, to be started again: {}", why);
        halt.run();
    }
}
