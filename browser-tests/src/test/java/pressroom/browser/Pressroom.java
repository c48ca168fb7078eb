package pressroom.browser;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.ServiceProcess;
import pressroom.stack.TestServers;

/** The whole platform, as {@code ./pressroom up} starts it, on ports of its own; gone when the JVM is gone. */
final class Pressroom {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final ServiceProcess blogService;
    final ServiceProcess counterConsumer;
    final ServiceProcess searchIndexer;

    private final LocalStack stack;

    private Pressroom(LocalStack stack) {
        this.stack = stack;
        counterConsumer = ServiceProcess.of(stack, "counter-consumer").withPort(Ports.onePort());
        searchIndexer = ServiceProcess.of(stack, "search-indexer").withPort(Ports.onePort());
        blogService = ServiceProcess.of(stack, "blog-service")
                .withPort(Ports.onePort())
                .withProperties(Map.of(
                        "pressroom.neighbours.counter-url", counterConsumer.url(),
                        "pressroom.neighbours.search-url", searchIndexer.url()));
    }

    static Pressroom started() {
        Pressroom pressroom = new Pressroom(TestServers.with(Server.values()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> pressroom.services().forEach(ServiceProcess::kill)));
        pressroom.startWhatIsDown();
        return pressroom;
    }

    void startWhatIsDown() {
        List<ServiceProcess> down = services().stream()
                .filter(service -> !service.status().isRunning())
                .toList();
        down.forEach(ServiceProcess::start);
        down.forEach(service -> service.awaitReady(PATIENCE));
    }

    /** What a Kafka client needs to be the administrator. */
    Map<String, Object> kafka() {
        return stack.kafkaAdminProperties();
    }

    String address() {
        return blogService.url().replace("127.0.0.1", "localhost");
    }

    void restart(ServiceProcess service) {
        service.start();
        service.awaitReady(PATIENCE);
    }

    private List<ServiceProcess> services() {
        return List.of(blogService, counterConsumer, searchIndexer);
    }
}
