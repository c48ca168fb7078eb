package pressroom.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of one local stack; Kafka needs a second one for its controller. */
public record Ports(int postgres, int kafka, int kafkaController, int elasticsearch) {
    /** Below the range from which systems take the ports of outgoing connections, so that a restarted server finds its own again. */
    private static final int LOWEST_FREE = 20_000;

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int HIGHEST_FREE = 32_000;
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    /** @throws IllegalArgumentException for a port outside 1..65535 or given twice */
    public Ports {
        Set<Integer> all = new HashSet<>();
        for (int port : new int[] {postgres, kafka, kafkaController, elasticsearch}) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("A port lies between 1 and 65535, not " + port);
            }
            if (!all.add(port)) {
                throw new IllegalArgumentException("Port " + port + " is given to two servers");
            }
        }
    }

    /** The ports that the services expect unless configured otherwise. */
    public static Ports standard() {
        return fromEnvironment(Map.of());
    }

    /**
     * The standard ports, moved by {@link Server#portVariable()} where the given environment has it. Kafka's controller
     * listens one port above Kafka.
     *
     * @throws StackException if a variable is no port number
     */
    public static Ports fromEnvironment(Map<String, String> environment) {
        int kafka = port(Server.KAFKA, environment);
        return new Ports(port(Server.POSTGRES, environment), kafka, kafka + 1, port(Server.ELASTICSEARCH, environment));
    }

    /** Four ports that nobody listens on now; never the same twice from one JVM. */
    public static Ports free() {
        return new Ports(onePort(), onePort(), onePort(), onePort());
    }

    /** One port that nobody listens on now; never the same twice from one JVM. */
    public static synchronized int onePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE);
            if (isFree(port) && HANDED_OUT.add(port)) {
                return port;
            }
        }
    }

    /** The port that clients of the server use. */
    public int of(Server server) {
        return switch (server) {
            case POSTGRES -> postgres;
            case KAFKA -> kafka;
            case ELASTICSEARCH -> elasticsearch;
        };
    }

    /** Whether nobody listens on the port, also when that is so only in a moment: a killed process closes its sockets last. */
    static boolean becomesFree(int port) {
        long deadline = System.nanoTime() + MOMENT.toNanos();
        while (!isFree(port)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.briefly();
        }
        return true;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int port(Server server, Map<String, String> environment) {
        String text = environment.getOrDefault(server.portVariable(), String.valueOf(server.defaultPort()));
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new StackException("%s is no port number: %s".formatted(server.portVariable(), text));
        }
    }
}
