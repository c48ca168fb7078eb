package pressroom.stack;

import java.util.Locale;

/** A server the local stack can run. */
public enum Server {
    /** PostgreSQL 18: the databases {@code blog} and {@code counter}. */
    POSTGRES("PostgreSQL", 15432),
    /** Kafka 4: one node that is broker and controller. */
    KAFKA("Kafka", 19092),
    /** Elasticsearch 8: one node. */
    ELASTICSEARCH("Elasticsearch", 19200);

    private final String label;
    private final int defaultPort;

    Server(String label, int defaultPort) {
        this.label = label;
        this.defaultPort = defaultPort;
    }

    /** The name a person knows it by. */
    public String label() {
        return label;
    }

    /** The port it listens on unless told otherwise. */
    public int defaultPort() {
        return defaultPort;
    }

    /** The environment variable that moves its port: {@code PRESSROOM_KAFKA_PORT} and the like. */
    public String portVariable() {
        return "PRESSROOM_" + name() + "_PORT";
    }

    /** The name of its folder, log and pid file in the state directory. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
