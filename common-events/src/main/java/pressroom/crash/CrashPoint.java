package pressroom.crash;

/**
 * A named place between two durable steps, at which a fault test can halt the JVM as a power cut would.
 *
 * <p>Armed by the system property {@code pressroom.crash-point}, read once: {@code relay.after-acks@7} halts when the place
 * of that name is reached for the seventh time. Without the property a call is a test of a constant, which the JIT
 * compiler removes.
 */
public final class CrashPoint {
    /** The exit code of a halted JVM: none of those that a JVM or a signal gives. */
    public static final int EXIT_CODE = 87;

    private static final String ARMED = System.getProperty("pressroom.crash-point", "");
    private static final boolean DISARMED = ARMED.isEmpty();
    private static final Countdown COUNTDOWN = Countdown.of(ARMED);

    private CrashPoint() {}

    /** Says that the place {@code name} is reached; does not return if that is where and when to halt. */
    public static void reached(String name) {
        if (DISARMED || !COUNTDOWN.endsAt(name)) {
            return;
        }
        System.err.printf(
                "Halted at crash point %s, pid %d%n",
                name, ProcessHandle.current().pid());
        System.err.flush();
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
