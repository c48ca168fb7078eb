package pressroom.bench.lab;

import java.time.Duration;
import pressroom.stack.Ports;
import pressroom.stack.ServiceProcess;

/** A way to start a service, timed. */
public final class StartedService {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ServiceProcess process;

    private StartedService(ServiceProcess process) {
        this.process = process;
    }

    /** From the jar that Maven has made, and nothing else. */
    public static StartedService plain(Lab lab, String service) {
        return new StartedService(ServiceProcess.of(lab.stack(), service).withPort(Ports.onePort()));
    }

    /** Extracted, and with what an earlier start has taught the JVM, as in the service's image. */
    public static StartedService withCache(Lab lab, String service) {
        return new StartedService(ServiceProcess.of(lab.stack(), service)
                .withPort(Ports.onePort())
                .asInItsImage());
    }

    /** Starts it, stops it, and tells the seconds from its start to its readiness. */
    public double seconds() {
        long start = System.nanoTime();
        process.start();
        try {
            process.awaitReady(PATIENCE);
            return (System.nanoTime() - start) / 1e9;
        } finally {
            process.stop();
        }
    }
}
