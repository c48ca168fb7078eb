package pressroom.stack;

import java.nio.file.Path;
import java.util.Map;

/** What containers have to be told to take the place of a local stack's servers, with its passwords, users and rights. */
public final class Containers {
    private final Path state;
    private final Ports ports;
    private final Secrets secrets;

    Containers(Path state, Ports ports, Secrets secrets) {
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
    }

    /** Writes what {@code docker-compose.yml} mounts, as far as it is missing, and returns the folder. */
    public Path writeFiles() {
        var files = new ContainerFiles(state.resolve("containers"), secrets);
        files.write(new ServiceProperties(ports, secrets));
        return files.folder();
    }

    /** The environment in which {@code apache/kafka} is this node. */
    public Map<String, String> kafkaEnvironment(KafkaNode node) {
        return KafkaSettings.environment(node, secrets.password(Server.KAFKA, KafkaAccess.ADMIN));
    }

    /** Elasticsearch's users and roles: file name in its config folder to text. */
    public Map<String, String> elasticsearchFiles() {
        return new ElasticsearchAccess(secrets).files();
    }
}
