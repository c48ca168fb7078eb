package pressroom.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** Kafka as one node that is broker and controller, with every user authenticated and every right listed. */
final class KafkaServer implements LocalServer {
    private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

    private final Path folder;
    private final Ports ports;
    private final Secrets secrets;
    private final List<KafkaNode.Listener> more;
    private final List<String> jvmArguments;

    /** @param more ways in besides the one that everybody uses */
    KafkaServer(Path folder, Ports ports, Secrets secrets, List<KafkaNode.Listener> more, List<String> jvmArguments) {
        this.folder = folder;
        this.ports = ports;
        this.secrets = secrets;
        this.more = more;
        this.jvmArguments = jvmArguments;
    }

    @Override
    public ProcessBuilder prepare() {
        PosixFiles.privateFolder(folder);
        Path settings = folder.resolve("server.properties");
        String password = secrets.password(Server.KAFKA, KafkaAccess.ADMIN);
        PosixFiles.writePrivately(settings, KafkaSettings.file(node(), password));
        PosixFiles.writePrivately(folder.resolve("log4j2.properties"), KafkaSettings.LOGGING);
        if (!Files.exists(folder.resolve("data").resolve("meta.properties"))) {
            ShortRun.of(
                    "Kafka's storage format",
                    java(
                            "-Xmx128m",
                            JavaProgram.QUICK_START,
                            "kafka.tools.StorageTool",
                            "format",
                            "--ignore-formatted",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            settings.toString()));
        }
        return java("-Xms256m", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "kafka.Kafka", settings.toString());
    }

    @Override
    public void ask() throws Exception {
        try (Admin admin = Admin.create(access().firstLogin(ADMIN_TIMEOUT_MILLIS))) {
            admin.describeCluster().nodes().get(ADMIN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void setUp() throws Exception {
        access().grant();
    }

    private KafkaNode node() {
        List<KafkaNode.Listener> clients = new ArrayList<>();
        clients.add(KafkaNode.Listener.at("CLIENT", "127.0.0.1:" + ports.kafka()));
        clients.addAll(more);
        return new KafkaNode(
                folder.resolve("data").toString(),
                clients,
                KafkaNode.Listener.at("CONTROLLER", "127.0.0.1:" + ports.kafkaController()));
    }

    private KafkaAccess access() {
        return new KafkaAccess("127.0.0.1:" + ports.kafka(), secrets);
    }

    private ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JavaProgram.path(),
                "-cp",
                Home.find().kafkaLibraries() + "/*",
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"),
                "-Djava.awt.headless=true"));
        command.addAll(jvmArguments);
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
        return process;
    }
}
