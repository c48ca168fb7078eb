package pressroom.servers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import pressroom.stack.KafkaNode;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;

/** The public images of the servers, told what the local stack tells its own. */
final class Images {

    private static final int WORLD_READABLE = 0644;
    private static final String CONFIG = "/usr/share/elasticsearch/config/";

    private Images() {}

    /** The same tags as in docker-compose.yml. */
    static String image(Server server) {
        return switch (server) {
            case POSTGRES -> "postgres:18";
            case KAFKA -> "apache/kafka:4.2.1";
            case ELASTICSEARCH -> "docker.elastic.co/elasticsearch/elasticsearch:8.19.21";
        };
    }

    /** Where the server listens inside its container. */
    static int port(Server server) {
        return switch (server) {
            case POSTGRES -> 5432;
            case KAFKA -> 9092;
            case ELASTICSEARCH -> 9200;
        };
    }

    static GenericContainer<?> container(Server server, LocalStack stack) {
        return switch (server) {
            case POSTGRES -> postgres(stack);
            case KAFKA -> kafka(stack);
            case ELASTICSEARCH -> elasticsearch(stack);
        };
    }

    /** With fsync, which Testcontainers would switch off: a commit that was answered is on the disk. */
    private static GenericContainer<?> postgres(LocalStack stack) {
        var admin = stack.adminProperties();
        return new PostgreSQLContainer(image(Server.POSTGRES))
                .withUsername(admin.get("postgres.username"))
                .withPassword(admin.get("postgres.password"))
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "max_connections=200", "-c", "timezone=UTC");
    }

    /** The listeners are those that Testcontainers counts on, but none lets in who has no password. */
    private static GenericContainer<?> kafka(LocalStack stack) {
        var node = new KafkaNode(
                "/var/lib/kafka/data",
                List.of(
                        new KafkaNode.Listener("BROKER", "0.0.0.0:9093", "localhost:9093"),
                        new KafkaNode.Listener("PLAINTEXT", "0.0.0.0:9092", "localhost:9092")),
                new KafkaNode.Listener("CONTROLLER", "0.0.0.0:9094", "localhost:9094"));
        return new LoopbackKafka(image(Server.KAFKA))
                .withEnv(stack.containers().kafkaEnvironment(node))
                .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx512m");
    }

    private static GenericContainer<?> elasticsearch(LocalStack stack) {
        var container = new ElasticsearchContainer(image(Server.ELASTICSEARCH))
                .withEnv("action.auto_create_index", "false")
                .withEnv("action.destructive_requires_name", "true")
                .withEnv("xpack.security.enabled", "true")
                .withEnv("xpack.security.autoconfiguration.enabled", "false")
                .withEnv("xpack.security.http.ssl.enabled", "false")
                .withEnv("xpack.security.transport.ssl.enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx768m -Des.queryable_built_in_roles_enabled=false");
        stack.containers()
                .elasticsearchFiles()
                .forEach((name, text) -> container.withCopyToContainer(
                        Transferable.of(text.getBytes(StandardCharsets.UTF_8), WORLD_READABLE), CONFIG + name));
        return container;
    }
}
