package pressroom.stack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Makes the users, databases and rights of a system in containers, as {@link LocalStack} does on this machine, and ends.
 * Run as often as one likes: it changes what differs.
 */
public final class ContainerSetUp {
    /** They are up when this starts, as far as a health check can tell; a broker may still be busy with its log. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private ContainerSetUp() {}

    /**
     * @param arguments the folder of the passwords, Kafka's host and port, and the JDBC URL of the database
     *     {@code postgres}
     */
    public static void main(String[] arguments) throws Exception {
        var secrets = new Secrets(Path.of(arguments[0]));
        retry("PostgreSQL", () -> new PostgresAccess(arguments[2], secrets).grant());
        retry("Kafka", () -> new KafkaAccess(arguments[1], secrets).grant());
    }

    private static void retry(String server, Step step) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                step.run();
                System.out.println(server + ": users and rights are as they should be");
                return;
            } catch (Exception notYet) {
                if (notYet instanceof InterruptedException || System.nanoTime() > deadline) {
                    throw notYet;
                }
                System.out.println(server + ": not yet: " + notYet.getMessage());
                Pause.briefly();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
