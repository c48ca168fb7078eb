package pressroom.chaos.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pressroom.chaos.proxy.Link;
import pressroom.stack.KafkaNode;
import pressroom.stack.Ports;
import pressroom.stack.Server;

/** A link from each service to each server it needs. */
final class Links {
    private final Map<String, Link> links = new TreeMap<>();
    private final List<KafkaNode.Listener> listeners = new ArrayList<>();

    Links(Ports servers) {
        for (Role role : Role.values()) {
            for (Server server : role.needs()) {
                int port = Ports.onePort();
                int target = server == Server.KAFKA ? listener(role, port) : servers.of(server);
                links.put(name(role, server), Link.open(name(role, server), port, target));
            }
        }
    }

    /** Kafka tells its clients where to find it, so each service's link needs a listener of its own. */
    private int listener(Role role, int advertised) {
        int port = Ports.onePort();
        listeners.add(new KafkaNode.Listener(role.name(), "127.0.0.1:" + port, "127.0.0.1:" + advertised));
        return port;
    }

    List<KafkaNode.Listener> kafkaListeners() {
        return listeners;
    }

    Link between(Role role, Server server) {
        Link link = links.get(name(role, server));
        if (link == null) {
            throw new IllegalArgumentException(role + " does not talk to " + server);
        }
        return link;
    }

    void heal() {
        links.values().forEach(Link::heal);
    }

    void close() {
        links.values().forEach(Link::close);
    }

    private static String name(Role role, Server server) {
        return role.service() + " to " + server.label();
    }
}
