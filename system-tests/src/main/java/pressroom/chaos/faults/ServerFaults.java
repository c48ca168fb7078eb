package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.util.List;
import java.util.Set;
import pressroom.chaos.cluster.Role;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;

/** Servers that are killed, restarted and halted. */
final class ServerFaults {
    private ServerFaults() {}

    static List<Fault> all() {
        return List.of(
                of("PostgreSQL is killed", Set.of(15), scene -> kill(scene, Server.POSTGRES, 1, 6))
                        .resending(2),
                of("PostgreSQL answers nobody", Set.of(15), ServerFaults::silencePostgres)
                        .resending(2),
                of("Kafka is killed", Set.of(9), scene -> kill(scene, Server.KAFKA, 1, 10))
                        .resending(2),
                of("Kafka is restarted in good order", Set.of(9), ServerFaults::restartKafka)
                        .resending(2),
                of("Kafka is halted", Set.of(9), scene -> halt(scene, Server.KAFKA))
                        .resending(2),
                of("Elasticsearch is killed", Set.of(17), scene -> kill(scene, Server.ELASTICSEARCH, 5, 30)),
                of("Elasticsearch is halted", Set.of(17), scene -> halt(scene, Server.ELASTICSEARCH)));
    }

    private static void kill(Scene scene, Server server, int fromSeconds, int toSeconds) {
        LocalStack stack = scene.cluster().stack();
        stack.kill(server);
        scene.last(fromSeconds, toSeconds);
        stack.start(server, words -> {});
    }

    private static void restartKafka(Scene scene) {
        LocalStack stack = scene.cluster().stack();
        stack.stop(Server.KAFKA);
        stack.start(Server.KAFKA, words -> {});
    }

    /** A halt of its main process would not halt the others that serve its clients. */
    private static void silencePostgres(Scene scene) {
        scene.cluster().link(Role.BLOG, Server.POSTGRES).blackHole();
        scene.cluster().link(Role.COUNTER, Server.POSTGRES).blackHole();
        scene.last(5, 25);
        scene.cluster().heal();
    }

    private static void halt(Scene scene, Server server) {
        scene.cluster().stack().pause(server);
        scene.last(5, 20);
        scene.cluster().stack().resume(server);
    }
}
