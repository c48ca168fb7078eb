package pressroom.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.ServiceProcess;
import pressroom.stack.TestServers;

/**
 * Everything as processes of this machine. All of them share the servers of this JVM, and a service's files: those that were
 * started before end when others start.
 */
final class Processes implements Deployment {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static @Nullable Processes running;

    final LocalStack stack;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

    /** With the servers of this JVM. */
    Processes() {
        this(TestServers.with(Server.values()));
    }

    /** With servers of its own, which run. */
    Processes(LocalStack stack) {
        this.stack = stack;
        // Side by side, since what makes a start quick takes a start of its own.
        Platform.SERVICES.parallelStream()
                .map(service -> ServiceProcess.of(stack, service)
                        .withPort(Ports.onePort())
                        .asInItsImage())
                .toList()
                .forEach(service -> services.put(service.name(), service));
        with(
                "counter-consumer",
                counter -> counter.withProperties(Map.of(
                        "pressroom.audit.blog-service", service("blog-service").url())));
    }

    /** Starts this service with other settings than usual. */
    Processes with(String service, UnaryOperator<ServiceProcess> settings) {
        services.compute(service, (name, usual) -> settings.apply(usual));
        return this;
    }

    @Override
    public void start() {
        takeTurn(this);
        services.values().forEach(ServiceProcess::start);
        services.values().forEach(service -> service.awaitReady(PATIENCE));
    }

    private static synchronized void takeTurn(Processes next) {
        if (running != null && running != next) {
            running.stop();
        }
        running = next;
    }

    ServiceProcess service(String name) {
        return services.get(name);
    }

    @Override
    public void kill(String part) {
        if (services.containsKey(part)) {
            services.get(part).kill();
        } else {
            stack.kill(server(part));
        }
    }

    @Override
    public void restart(String part) {
        if (services.containsKey(part)) {
            services.get(part).start();
            services.get(part).awaitReady(PATIENCE);
        } else {
            stack.start(server(part), words -> {});
        }
    }

    void restartServers(String... parts) {
        List.of(parts).forEach(part -> stack.kill(server(part)));
        List.of(parts).forEach(this::restart);
    }

    @Override
    public void stop() {
        services.values().forEach(ServiceProcess::stop);
    }

    @Override
    public String url(String service) {
        return services.get(service).url();
    }

    @Override
    public Path signingKey() {
        return stack.secrets().tokenSigningKey();
    }

    private static Server server(String part) {
        return Server.valueOf(part.toUpperCase(Locale.ROOT));
    }
}
