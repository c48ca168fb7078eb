package pressroom.stack;

/**
 * What a server or a service is doing.
 *
 * @param pid of the process, 0 when there is none
 * @param port it listens on, or would
 * @param logTail the last lines of its log if it died, else empty
 */
public record Status(State state, long pid, int port, String logTail) {
    /** {@code DIED}: it ended without being stopped. */
    public enum State {
        /** There is a process; whether it answers is not asked. */
        RUNNING,
        /** Never started, or stopped or killed on request. */
        STOPPED,
        /** It was started, and its process is gone though nobody here stopped it. */
        DIED
    }

    /** Whether there is a process. */
    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
