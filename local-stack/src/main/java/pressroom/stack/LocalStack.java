package pressroom.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The servers of one state directory: started, looked at and stopped from any JVM, kept running by none. What they store
 * stays in the state directory between runs.
 *
 * <p>Every method that starts or ends something throws a {@link StackException} with words for a person if it cannot.
 */
public final class LocalStack {
    /** How long a server may take to end in good order. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path state;
    private final Ports ports;
    private final Secrets secrets;

    private final List<KafkaNode.Listener> kafkaListeners;
    private final List<String> jvmArguments;

    private LocalStack(Path state, Ports ports, List<KafkaNode.Listener> kafkaListeners, List<String> jvmArguments) {
        this.state = state;
        this.ports = ports;
        this.kafkaListeners = kafkaListeners;
        this.jvmArguments = jvmArguments;
        this.secrets = new Secrets(state.resolve("secrets"));
    }

    /** The stack whose state is, or will be, in the given directory. */
    public static LocalStack at(Path stateDirectory, Ports ports) {
        return new LocalStack(stateDirectory.toAbsolutePath().normalize(), ports, List.of(), List.of());
    }

    /** The same stack, whose servers and services get up soon and are never fast: for those that end before that pays. */
    public LocalStack shortLived() {
        return new LocalStack(state, ports, kafkaListeners, List.of(JavaProgram.QUICK_START));
    }

    /** The same stack, whose broker has these ways in as well from its next start. */
    public LocalStack withKafkaListeners(List<KafkaNode.Listener> listeners) {
        return new LocalStack(state, ports, List.copyOf(listeners), jvmArguments);
    }

    /**
     * Starts the server unless it runs, waits until it answers a real request, and creates users, databases and rights
     * that are missing.
     *
     * @param progress gets a few words at each step
     */
    public void start(Server server, Consumer<String> progress) {
        ready();
        try (StartLock lock = StartLock.of(folder(server))) {
            new ServerStart(server, program(server), daemon(server), ports).run(progress);
        }
    }

    /** Ends the server in good order and waits for that; nothing happens if it does not run. */
    public void stop(Server server) {
        end(server, program(server).stopSignal());
    }

    /** Ends the server at once, as a power cut would (SIGKILL). */
    public void kill(Server server) {
        end(server, "KILL");
    }

    /** Halts the server without its noticing (SIGSTOP): connections stay open, nothing is answered. */
    public void pause(Server server) {
        daemon(server).signal("STOP");
    }

    /** Lets a paused server go on (SIGCONT). */
    public void resume(Server server) {
        daemon(server).signal("CONT");
    }

    /** What the server is doing, by its pid file and process. */
    public Status status(Server server) {
        return daemon(server).status(ports.of(server));
    }

    /** Where the server's log is, or will be. */
    public Path log(Server server) {
        return daemon(server).log();
    }

    /** Where the stack keeps what belongs to it. */
    public Path stateDirectory() {
        return state;
    }

    /** The ports its servers listen on. */
    public Ports ports() {
        return ports;
    }

    /** Its passwords and keys, made when first asked for. */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * The Spring properties that connect a service to this stack, passwords included: {@code blog-service},
     * {@code counter-consumer} or {@code search-indexer}. Not where it listens.
     *
     * @throws IllegalArgumentException for another name
     */
    public Map<String, String> propertiesFor(String service) {
        Map<String, String> all = new LinkedHashMap<>();
        ServiceProperties properties = new ServiceProperties(ports, secrets);
        all.putAll(properties.plain(service));
        all.putAll(properties.secret(service));
        return all;
    }

    /**
     * The super users' access: {@code postgres.url}, {@code postgres.username}, {@code postgres.password},
     * {@code elasticsearch.url}, {@code elasticsearch.username}, {@code elasticsearch.password}, and each Kafka client
     * property with {@code kafka.} in front.
     */
    public Map<String, String> adminProperties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("postgres.url", PostgresServer.url(ports.postgres(), "postgres"));
        all.put("postgres.username", PostgresAccess.SUPERUSER);
        all.put("postgres.password", secrets.password(Server.POSTGRES, PostgresAccess.SUPERUSER));
        all.put("elasticsearch.url", ElasticsearchServer.url(ports.elasticsearch()));
        all.put("elasticsearch.username", ElasticsearchAccess.ADMIN);
        all.put("elasticsearch.password", secrets.password(Server.ELASTICSEARCH, ElasticsearchAccess.ADMIN));
        kafkaAdminProperties().forEach((name, value) -> all.put("kafka." + name, value.toString()));
        return all;
    }

    /** What a Kafka client needs to be the super user, for {@code Admin.create} and the like. */
    public Map<String, Object> kafkaAdminProperties() {
        return new KafkaAccess("127.0.0.1:" + ports.kafka(), secrets).clientProperties(KafkaAccess.ADMIN);
    }

    /** What each JVM of this stack is told besides what it always is. */
    List<String> jvmArguments() {
        return jvmArguments;
    }

    /** What containers that take this stack's place are told. */
    public Containers containers() {
        return new Containers(state, ports, secrets);
    }

    /**
     * Waits until whoever has the server's port answers, a container as a rule, and creates users, databases and rights
     * that are missing.
     */
    public void setUp(Server server) {
        new ServerStart(server, program(server), daemon(server), ports).setUpElsewhere();
    }

    private void end(Server server, String signal) {
        if (!Files.isDirectory(folder(server))) {
            return;
        }
        try (StartLock lock = StartLock.of(folder(server))) {
            daemon(server).stop(signal, PATIENCE);
            // If that was a launcher, the server it had started is known by now.
            daemon(server).stop(signal, PATIENCE);
        }
    }

    /** @throws StackException if the state directory is another user's */
    void ready() {
        if (Files.exists(state) && !Files.isWritable(state)) {
            throw new StackException(
                    "The state directory %s is not writable for %s: was it made by another user? Remove it or choose another."
                            .formatted(state, System.getProperty("user.name")));
        }
        StateFolder.prepare(state);
    }

    private Path folder(Server server) {
        return state.resolve(server.id());
    }

    private Daemon daemon(Server server) {
        Daemon daemon = new Daemon(server.label(), folder(server));
        program(server).ownPidFile().ifPresent(daemon::adopt);
        return daemon;
    }

    private LocalServer program(Server server) {
        Path folder = folder(server);
        return switch (server) {
            case POSTGRES -> new PostgresServer(folder, ports.postgres(), secrets);
            case KAFKA -> new KafkaServer(folder, ports, secrets, kafkaListeners, jvmArguments);
            case ELASTICSEARCH -> new ElasticsearchServer(folder, ports.elasticsearch(), secrets, jvmArguments);
        };
    }
}
