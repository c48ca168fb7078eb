package pressroom.cli;

import java.util.concurrent.CountDownLatch;

/** Cleans up when the JVM is told to end (Ctrl-C, SIGTERM, a closed terminal), unless it was put down before. */
final class CtrlC implements AutoCloseable {

    private final Thread hook;
    private volatile boolean pressed;

    CtrlC(Runnable cleanUp) {
        hook = new Thread(
                () -> {
                    pressed = true;
                    cleanUp.run();
                },
                "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isPressed() {
        return pressed;
    }

    /** Waits for it, for good: the JVM ends under this call. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Puts it down; when it has been pressed already, what the clean-up does is the end, and this never returns. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            waitForTheEnd();
        }
    }

    private void waitForTheEnd() {
        try {
            await();
        } catch (InterruptedException onlyAtTheEnd) {
            Thread.currentThread().interrupt();
        }
    }
}
