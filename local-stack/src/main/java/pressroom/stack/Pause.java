package pressroom.stack;

/** Waiting between two looks at something another process does. */
final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static StackException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackException("Interrupted while waiting for a process", e);
    }
}
