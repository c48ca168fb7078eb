package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.stack.Server;

/** Services that are killed, halted and stopped. */
final class ProcessFaults {
    private ProcessFaults() {}

    static List<Fault> all() {
        return List.of(
                of("a blog-service is killed", Set.of(1, 2, 7), scene -> kill(scene, Role.BLOG))
                        .resending(1),
                of("a counter-consumer is killed", Set.of(3), scene -> kill(scene, Role.COUNTER)),
                of("a search-indexer is killed", Set.of(4), scene -> kill(scene, Role.INDEXER)),
                of("both instances of a consumer are killed", Set.of(3, 4), ProcessFaults::killConsumers),
                of(
                        "a counter-consumer is halted for twice its poll interval",
                        Set.of(5),
                        scene -> halt(scene, Role.COUNTER, 24)),
                of(
                        "a search-indexer is halted for twice its poll interval",
                        Set.of(5),
                        scene -> halt(scene, Role.INDEXER, 24)),
                of("a blog-service is halted, then goes on", Set.of(6), scene -> halt(scene, Role.BLOG, 8))
                        .resending(2),
                of("a consumer runs out of file handles", Set.of(29), ProcessFaults::starveOfHandles),
                of("a service is stopped in good order and started again", Set.of(26), ProcessFaults::restartCleanly),
                of("everything is killed at once", Set.of(25), ProcessFaults::killEverything)
                        .resending(2));
    }

    private static void kill(Scene scene, Role role) {
        scene.cluster().any(role, scene.random()).kill();
        scene.last(1, 4);
    }

    private static void killConsumers(Scene scene) {
        Role role = scene.random().nextBoolean() ? Role.COUNTER : Role.INDEXER;
        scene.cluster().instances(role).forEach(Instance::kill);
        scene.last(2, 6);
    }

    private static void halt(Scene scene, Role role, int seconds) {
        Instance instance = scene.cluster().any(role, scene.random());
        instance.pause();
        scene.last(seconds, seconds + 2);
        instance.resume();
    }

    /** Its connections are cut as well, since it needs no new handles while it keeps them. */
    private static void starveOfHandles(Scene scene) throws IOException {
        Role role = scene.random().nextBoolean() ? Role.COUNTER : Role.INDEXER;
        Instance instance = scene.cluster().any(role, scene.random());
        instance.starveOfHandles(true);
        role.needs().forEach(server -> scene.cluster().link(role, server).cut());
        scene.last(1, 3);
        scene.cluster().heal();
        scene.last(3, 8);
        instance.starveOfHandles(false);
    }

    private static void restartCleanly(Scene scene) {
        List<Instance> all = scene.cluster().instances();
        Instance instance = all.get(scene.random().nextInt(all.size()));
        instance.stop();
        scene.last(0, 2);
        instance.start();
    }

    private static void killEverything(Scene scene) {
        scene.cluster().instances().forEach(Instance::keepDown);
        for (Server server : Server.values()) {
            scene.cluster().stack().kill(server);
        }
        List<Server> servers = new ArrayList<>(List.of(Server.values()));
        Collections.shuffle(servers, scene.random());
        List<Instance> instances = new ArrayList<>(scene.cluster().instances());
        Collections.shuffle(instances, scene.random());
        // The first services come before any server.
        instances.subList(0, 2).forEach(Instance::start);
        servers.forEach(server -> scene.cluster().stack().start(server, words -> {}));
        instances.subList(2, instances.size()).forEach(Instance::start);
    }
}
