package pressroom.rivals;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import pressroom.rivals.counter.BatchCounter;
import pressroom.rivals.counter.RecordCounter;
import pressroom.rivals.debezium.DebeziumRelay;
import pressroom.rivals.index.BulkIndexer;
import pressroom.rivals.index.RecordIndexer;
import pressroom.rivals.modulith.ModulithBacklog;
import pressroom.rivals.modulith.ModulithRelay;
import pressroom.rivals.publish.SynchronousPublisher;

/**
 * Starts the rival that the system property {@code rival} names, with the settings of {@code application.yaml} and of the
 * profile of its name, {@code application-<rival>.yaml}.
 */
public final class Rivals {
    private static final Map<String, Class<?>> ALL = new TreeMap<>(Map.of(
            "counter-record", RecordCounter.class,
            "counter-batch", BatchCounter.class,
            "indexer-record", RecordIndexer.class,
            "indexer-bulk", BulkIndexer.class,
            "publish-synchronous", SynchronousPublisher.class,
            "relay-modulith", ModulithRelay.class,
            "relay-modulith-backlog", ModulithBacklog.class,
            "relay-debezium", DebeziumRelay.class));

    private Rivals() {}

    /** Starts it; Spring properties come from the environment, the system properties and the arguments as usual. */
    public static void main(String[] arguments) {
        String name = System.getProperty("rival", "");
        Class<?> program = ALL.get(name);
        if (program == null) {
            System.err.printf("There is no rival \"%s\": set -Drival to one of %s%n", name, names());
            System.exit(2);
            return;
        }
        SpringApplication application = new SpringApplication(program);
        application.setAdditionalProfiles(name);
        application.run(arguments);
    }

    static Set<String> names() {
        return ALL.keySet();
    }
}
