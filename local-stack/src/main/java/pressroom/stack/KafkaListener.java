package pressroom.stack;

/**
 * Another way into the broker, for clients that reach it through something in between: a proxy that injects faults, say. A
 * broker tells its clients where to find it, so each such way needs a listener of its own.
 *
 * @param name capital letters, for the broker's settings
 * @param port where the broker listens
 * @param advertisedPort where its clients are told to go, on the same machine
 */
public record KafkaListener(String name, int port, int advertisedPort) {

    /** @throws IllegalArgumentException for a name that the broker's settings could not hold */
    public KafkaListener {
        if (!name.matches("[A-Z]{1,20}")) {
            throw new IllegalArgumentException("A listener's name has 1 to 20 capital letters, not " + name);
        }
    }
}
