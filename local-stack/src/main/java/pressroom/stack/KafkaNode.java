package pressroom.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one Kafka node, broker and controller, keeps its data and listens; every listener asks for a password.
 *
 * @param data the folder of its log
 * @param clients where clients come in; brokers talk to each other through the first one
 * @param controller where the controller listens, and its address for the broker beside it
 */
public record KafkaNode(String data, List<Listener> clients, Listener controller) {

    /**
     * One way in.
     *
     * @param name any, in capital letters
     * @param bind address and port it listens on
     * @param advertised address and port under which others reach it
     */
    public record Listener(String name, String bind, String advertised) {
        /** Advertised as what it binds to. */
        static Listener at(String name, String address) {
            return new Listener(name, address, address);
        }

        private String property(String suffix) {
            return "listener.name." + name.toLowerCase(Locale.ROOT) + "." + suffix;
        }
    }

    /**
     * Every listener asks for a password, the controller's too: a super user without one would be everybody on this
     * machine. Users live in the cluster (SCRAM), but somebody has to come in and create them: the administrator, known
     * from these settings (PLAIN), which only their owner may read.
     *
     * @param administrator the login module of the administrator, who is known without the cluster
     */
    Map<String, String> properties(String administrator) {
        var all = new LinkedHashMap<String, String>();
        all.put("log.dirs", data);
        all.put("listeners", joined(listener -> listener.name + "://" + listener.bind, true));
        all.put("advertised.listeners", joined(listener -> listener.name + "://" + listener.advertised, false));
        all.put("listener.security.protocol.map", joined(listener -> listener.name + ":SASL_PLAINTEXT", true));
        all.put("inter.broker.listener.name", clients.get(0).name);
        all.put("controller.listener.names", controller.name);
        all.put("controller.quorum.voters", "1@" + controller.advertised);
        for (var listener : clients) {
            all.put(listener.property("sasl.enabled.mechanisms"), "SCRAM-SHA-256,PLAIN");
            all.put(listener.property("scram-sha-256.sasl.jaas.config"), KafkaSettings.SCRAM + " required;");
            all.put(listener.property("plain.sasl.jaas.config"), administrator);
        }
        all.put(controller.property("sasl.enabled.mechanisms"), "PLAIN");
        all.put(controller.property("plain.sasl.jaas.config"), administrator);
        return all;
    }

    private String joined(Function<Listener, String> text, boolean withController) {
        return Stream.concat(clients.stream(), withController ? Stream.of(controller) : Stream.of())
                .map(text)
                .collect(Collectors.joining(","));
    }
}
