package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.proxy.Link;
import pressroom.stack.Server;

/** Networks that are cut, silent, slow, or lose answers. */
final class LinkFaults {
    private LinkFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Server server : role.needs()) {
                faults.addAll(on(role, server));
            }
        }
        return faults;
    }

    private static List<Fault> on(Role role, Server server) {
        String what = "%s to %s".formatted(role.service(), server.label());
        int resends = role == Role.BLOG ? 2 : 0;
        Set<Integer> outage = outageRows(server);
        return List.of(
                of(what + " is cut", outage, scene -> {
                            link(scene, role, server).cut();
                            scene.last(2, 10);
                        })
                        .resending(resends),
                of(what + " is a black hole", outage, scene -> {
                            link(scene, role, server).blackHole();
                            scene.last(8, 25);
                        })
                        .resending(resends),
                of(what + " loses answers", lostAnswerRows(role, server), scene -> {
                            link(scene, role, server).loseAnswers();
                            scene.last(3, 8);
                        })
                        .resending(resends),
                of(what + " is slow", outage, scene -> {
                            Link link = link(scene, role, server);
                            link.delay(Duration.ofMillis(50 + scene.random().nextInt(400)));
                            link.throttle(200_000);
                            scene.last(5, 12);
                        })
                        .resending(resends));
    }

    private static Link link(Scene scene, Role role, Server server) {
        return scene.cluster().link(role, server);
    }

    private static Set<Integer> outageRows(Server server) {
        return switch (server) {
            case POSTGRES -> Set.of(15);
            case KAFKA -> Set.of(9);
            case ELASTICSEARCH -> Set.of(17);
        };
    }

    private static Set<Integer> lostAnswerRows(Role role, Server server) {
        return switch (server) {
            case POSTGRES -> role == Role.BLOG ? Set.of(1, 15) : Set.of(3, 15);
            case KAFKA -> role == Role.BLOG ? Set.of(2, 9) : Set.of(9);
            case ELASTICSEARCH -> Set.of(19);
        };
    }
}
