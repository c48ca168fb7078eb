package pressroom.system;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * When this JVM stood still, for its own garbage or because its machine had no processor for it: such time is no part of
 * how long a service took. A thread that asks to be woken each few milliseconds notes when it was woken late.
 */
final class Hiccups implements AutoCloseable {
    private static final long NAP_NANOS = 5_000_000;
    private static final long LATE_NANOS = 20_000_000;

    private record Late(long from, long to) {}

    private final Queue<Late> lates = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    Hiccups() {
        Thread thread = new Thread(this::run, "hiccups");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** How long it stood still between two instants of {@link System#nanoTime}. */
    Duration between(long from, long to) {
        return Duration.ofNanos(lates.stream()
                .mapToLong(late -> Math.min(late.to, to) - Math.max(late.from, from))
                .filter(nanos -> nanos > 0)
                .sum());
    }

    private void run() {
        while (running) {
            long due = System.nanoTime() + NAP_NANOS;
            LockSupport.parkNanos(NAP_NANOS);
            long woken = System.nanoTime();
            if (woken - due > LATE_NANOS) {
                lates.add(new Late(due, woken));
            }
        }
    }

    @Override
    public void close() {
        running = false;
    }
}
