package pressroom.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * What the containers of {@code docker-compose.yml} are told in secret. One folder that only its owner may enter; the files
 * in it may be read by everybody, since a container that is handed one runs as a user of its own.
 */
record ContainerFiles(Path folder, Secrets secrets) {
    private static final List<String> SERVICES = List.of("blog-service", "counter-consumer", "search-indexer");

    /** Writes what is missing or differs; of a service one file per property, as Spring's config tree wants them. */
    void write(ServiceProperties properties) {
        PosixFiles.privateFolder(folder);
        for (String service : SERVICES) {
            properties.secret(service).forEach((name, value) -> show(folder.resolve(service), name, value));
        }
        show(folder.resolve("tokens"), "tokens.pub", PosixFiles.read(secrets.tokenVerificationKey()));
        writePostgres();
        writeKafka();
        writeElasticsearch();
    }

    private void writePostgres() {
        show(folder.resolve("postgres"), "password", password(Server.POSTGRES, PostgresAccess.SUPERUSER));
        PostgresAccess.OWNERS.values().forEach(owner -> forSetUp(Server.POSTGRES, owner));
        forSetUp(Server.POSTGRES, PostgresAccess.SUPERUSER);
    }

    /** Which address the host's clients are given depends on a port that compose knows. */
    private void writeKafka() {
        var node = new KafkaNode(
                "/var/lib/kafka/data",
                List.of(
                        new KafkaNode.Listener("CLIENT", "0.0.0.0:9092", "kafka:9092"),
                        new KafkaNode.Listener("HOST", "0.0.0.0:19092", "127.0.0.1:19092")),
                KafkaNode.Listener.at("CONTROLLER", "127.0.0.1:9093"));
        var environment = KafkaSettings.environment(node, password(Server.KAFKA, KafkaAccess.ADMIN));
        environment.remove("KAFKA_ADVERTISED_LISTENERS");
        PosixFiles.writeIfOther(folder.resolve("kafka.env"), KafkaSettings.lines(environment));
        KafkaAccess.USERS.forEach(user -> forSetUp(Server.KAFKA, user));
    }

    private void writeElasticsearch() {
        var admin = ElasticsearchAccess.ADMIN;
        // Salted hashes never come out the same: written again only when there is no file of this password.
        var known = folder.resolve("elasticsearch").resolve("curl");
        var login = "user = \"%s:%s\"%n".formatted(admin, password(Server.ELASTICSEARCH, admin));
        if (!PosixFiles.holds(known, login)) {
            new ElasticsearchAccess(secrets)
                    .files()
                    .forEach((name, text) -> show(folder.resolve("elasticsearch"), name, text));
            show(folder.resolve("elasticsearch"), "curl", login);
        }
    }

    /** In the layout of {@link Secrets}, which the set-up reads. */
    private void forSetUp(Server server, String user) {
        PosixFiles.openFolder(folder.resolve("set-up"));
        show(folder.resolve("set-up").resolve("passwords"), server.id() + "-" + user, password(server, user));
    }

    private String password(Server server, String user) {
        return secrets.password(server, user);
    }

    private static void show(Path folder, String name, String text) {
        PosixFiles.openFolder(folder);
        PosixFiles.writeReadably(folder.resolve(name), text);
    }
}
