package pressroom.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A packaged service, connected to a local stack, as a process that outlives this JVM. Described by the {@code of} and
 * {@code with} methods, each of which gives a new description; several instances of one service need names and ports of
 * their own.
 */
public final class ServiceProcess {
    private static final List<String> JVM = List.of("-Xmx320m", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final String service;
    private final Instance instance;
    private final Daemon daemon;

    private ServiceProcess(LocalStack stack, String service, Instance instance) {
        this.stack = stack;
        this.service = service;
        this.instance = instance;
        this.daemon = new Daemon(instance.name, stack.stateDirectory().resolve(instance.name));
    }

    /**
     * The service under its own name and on its usual port.
     *
     * @param service {@code blog-service}, {@code counter-consumer} or {@code search-indexer}
     * @throws IllegalArgumentException for another name
     */
    public static ServiceProcess of(LocalStack stack, String service) {
        int port = ServiceProperties.defaultPort(service);
        return new ServiceProcess(stack, service, new Instance(service, port, List.of(), Map.of(), Map.of()));
    }

    /** With a name of its own for its folder, pid file and log in the state directory. */
    public ServiceProcess withName(String name) {
        return with(
                new Instance(name, instance.port, instance.jvmArguments, instance.properties, instance.environment));
    }

    /** On another port. */
    public ServiceProcess withPort(int port) {
        return with(
                new Instance(instance.name, port, instance.jvmArguments, instance.properties, instance.environment));
    }

    /** With these arguments for its JVM after our own: of two contradicting ones the last counts. */
    public ServiceProcess withJvmArguments(String... arguments) {
        return with(new Instance(
                instance.name, instance.port, List.of(arguments), instance.properties, instance.environment));
    }

    /** With these Spring properties, which win over the local stack's; everybody on this machine can see them. */
    public ServiceProcess withProperties(Map<String, String> properties) {
        return with(new Instance(
                instance.name, instance.port, instance.jvmArguments, Map.copyOf(properties), instance.environment));
    }

    /** With these environment variables besides ours. */
    public ServiceProcess withEnvironment(Map<String, String> environment) {
        return with(new Instance(
                instance.name, instance.port, instance.jvmArguments, instance.properties, Map.copyOf(environment)));
    }

    /**
     * Starts it unless it runs, and returns at once.
     *
     * @throws StackException if its port is taken or its jar is not built
     */
    public void start() {
        try (StartLock lock = StartLock.of(daemon.folder())) {
            if (daemon.isRunning()) {
                return;
            }
            if (!Ports.becomesFree(instance.port)) {
                throw new StackException(
                        "%s cannot start: port %d is taken%s. Stop what holds it, or choose another port."
                                .formatted(
                                        instance.name,
                                        instance.port,
                                        PortOwner.of(instance.port)
                                                .map(owner -> " by " + owner)
                                                .orElse("")));
            }
            daemon.launch(command());
        }
    }

    /**
     * Waits until it says that it is ready.
     *
     * @throws StackException if it ends, or is not ready in time; with the end of its log
     */
    public void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (!daemon.isRunning()) {
                throw daemon.died("ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw daemon.died("is not ready after %d s".formatted(patience.toSeconds()));
            }
            Pause.briefly();
        }
    }

    /** Whether it answers now that it is ready. */
    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return Http.CLIENT
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    /** Asks it to end (SIGTERM), waits, and throws if it does not. */
    public void stop() {
        daemon.stop("TERM", PATIENCE);
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        daemon.kill();
    }

    /** Halts it without its noticing (SIGSTOP), as a long pause of its machine would. */
    public void pause() {
        daemon.signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        daemon.signal("CONT");
    }

    /** What it is doing, by its pid file and process. */
    public Status status() {
        return daemon.status(instance.port);
    }

    /** Where its log is, or will be. */
    public Path log() {
        return daemon.log();
    }

    /** The name of its folder in the state directory. */
    public String name() {
        return instance.name;
    }

    /** Where it answers: {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://127.0.0.1:" + instance.port;
    }

    private ProcessBuilder command() {
        ServiceProperties told = new ServiceProperties(stack.ports(), stack.secrets());
        Map<String, String> properties = new LinkedHashMap<>(told.plain(service));
        properties.put("server.port", String.valueOf(instance.port));
        properties.put("server.address", "127.0.0.1");
        properties.putAll(instance.properties);
        List<String> command = new ArrayList<>(List.of(JavaProgram.path()));
        command.addAll(JVM);
        command.addAll(instance.jvmArguments);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", Home.find().serviceJar(service).toString()));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(PosixFiles.folder(daemon.folder()).toFile());
        process.environment().putAll(instance.environment);
        Path secrets = stack.secrets().configTree(service, told.secret(service));
        process.environment().put("PRESSROOM_SECRETS", secrets.toString());
        return process;
    }

    private ServiceProcess with(Instance other) {
        return new ServiceProcess(stack, service, other);
    }

    private record Instance(
            String name,
            int port,
            List<String> jvmArguments,
            Map<String, String> properties,
            Map<String, String> environment) {}

    /** Made only when a service is really asked. */
    private static final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }
}
