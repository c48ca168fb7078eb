package pressroom.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A packaged service, connected to a local stack, as a process that outlives this JVM. Described by the {@code of} and
 * {@code with} methods, each of which gives a new description; several instances of one service need names and ports of
 * their own.
 */
public final class ServiceProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final ServiceCommand command;
    private final Daemon daemon;

    private ServiceProcess(LocalStack stack, ServiceCommand command) {
        this.stack = stack;
        this.command = command;
        this.daemon = new Daemon(command.name(), stack.stateDirectory().resolve(command.name()));
    }

    /**
     * The service under its own name and on its usual port.
     *
     * @param service {@code blog-service}, {@code counter-consumer} or {@code search-indexer}
     * @throws IllegalArgumentException for another name
     */
    public static ServiceProcess of(LocalStack stack, String service) {
        return new ServiceProcess(stack, new ServiceCommand(service));
    }

    /** Where Maven puts the jar of a service. */
    public static Path packagedJar(String service) {
        return Home.find().serviceJar(service);
    }

    /** With a name of its own for its folder, pid file and log in the state directory. */
    public ServiceProcess withName(String name) {
        return with(command.withName(name));
    }

    /** From this jar instead of the one that Maven has packaged. */
    public ServiceProcess withJar(Path jar) {
        return with(command.withJar(jar));
    }

    /**
     * As its image has it: extracted, and with what an earlier start has taught the JVM. Both are made now, unless they are there.
     *
     * @throws StackException when the jar cannot be extracted
     */
    public ServiceProcess asInItsImage() {
        QuickJar quick = QuickJar.of(command.service());
        return with(command.withJar(quick.jar()).withJvmArguments(quick.jvmArguments()));
    }

    /** On another port. */
    public ServiceProcess withPort(int port) {
        return with(command.withPort(port));
    }

    /** With these arguments for its JVM after those that it has: of two contradicting ones the last counts. */
    public ServiceProcess withJvmArguments(String... arguments) {
        return with(command.withJvmArguments(List.of(arguments)));
    }

    /** With these Spring properties, which win over the local stack's; everybody on this machine can see them. */
    public ServiceProcess withProperties(Map<String, String> properties) {
        return with(command.withProperties(properties));
    }

    /** With these environment variables besides ours. */
    public ServiceProcess withEnvironment(Map<String, String> environment) {
        return with(command.withEnvironment(environment));
    }

    /**
     * Starts it unless it runs, and returns at once.
     *
     * @throws StackException if its port is taken or its jar is not built
     */
    public void start() {
        stack.ready();
        try (StartLock lock = StartLock.of(daemon.folder())) {
            if (daemon.isRunning()) {
                return;
            }
            if (!Ports.becomesFree(command.port())) {
                throw new StackException(
                        "%s cannot start: port %d is taken%s. Stop what holds it, or choose another port."
                                .formatted(
                                        command.name(),
                                        command.port(),
                                        PortOwner.of(command.port())
                                                .map(owner -> " by " + owner)
                                                .orElse("")));
            }
            daemon.launch(command.on(stack)
                    .directory(PosixFiles.privateFolder(daemon.folder()).toFile()));
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

    /** @throws StackException if it does not run any more; with the end of its log */
    public void mustRun() {
        if (!daemon.isRunning()) {
            throw daemon.died("has ended");
        }
    }

    /** Whether it answers now that it is ready. */
    public boolean isReady() {
        return new HealthProbe(url()).isReady();
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
        return daemon.status(command.port());
    }

    /** Where its log is, or will be. */
    public Path log() {
        return daemon.log();
    }

    /** The name of its folder in the state directory. */
    public String name() {
        return command.name();
    }

    /** Where it answers: {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://127.0.0.1:" + command.port();
    }

    private ServiceProcess with(ServiceCommand other) {
        return new ServiceProcess(stack, other);
    }
}
