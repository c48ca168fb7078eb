package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.stack.ServiceProcess;
import pressroom.stack.Status;

/** A consumer runs out of something: it goes on when there is more of it, or ends to be started again; never neither. */
@Tag("faults")
class ExhaustionTest {

    private static final List<String> CONSUMERS = List.of("counter-consumer", "search-indexer");

    private static Processes processes;
    private static Platform platform;

    @BeforeAll
    static void start() {
        processes = new Processes();
        platform = Platform.startedAs(processes);
    }

    @AfterAll
    static void stop() {
        platform.stop();
    }

    /** With its usual fetches a heap of 40 MB is enough: this one takes all of its backlog at once. */
    @Test
    void aConsumerWithTooLittleHeapEndsAndMissesNothing() throws IOException {
        var usual = processes.service("counter-consumer");
        var small = usual.withJvmArguments(
                "-Xms40m",
                "-Xmx40m",
                // The shipped one is larger than this heap: that leaves no old generation for what a cache of classes
                // brings along.
                "-Xmn20m",
                "-Dspring.kafka.consumer.properties.fetch.max.bytes=50000000",
                "-Dspring.kafka.consumer.properties.max.partition.fetch.bytes=50000000");
        usual.stop();
        for (int i = 0; i < 40; i++) {
            platform.publish("voluminous", "Volume " + i, "long ".repeat(150_000));
        }
        small.start();
        await().atMost(Processes.PATIENCE).until(() -> small.status().state() == Status.State.DIED);
        assertThat(Files.readString(small.log())).contains("OutOfMemoryError");

        usual.start();
        assertCounted("voluminous", 40);
    }

    /** A text that says one thing again and again is a hundredth of itself on a compressed topic, and whole in a consumer's heap. */
    @Test
    void aBacklogOfPostsThatWouldCompressWellIsTakenWithTheUsualHeap() {
        var consumers = CONSUMERS.stream().map(processes::service).toList();
        consumers.forEach(ServiceProcess::stop);
        var authors = IntStream.range(0, 8).mapToObj(i -> "monotonous-" + i).toList();
        for (int i = 0; i < 30; i++) {
            for (String author : authors) {
                platform.publish(author, "Mantra " + i, "om ".repeat(340_000));
            }
        }
        consumers.forEach(ServiceProcess::start);
        authors.forEach(author -> assertCounted(author, 30));
        await().atMost(Processes.PATIENCE).ignoreExceptions().until(() -> !platform.search("Mantra 29")
                .isEmpty());
        assertThat(consumers).allMatch(consumer -> consumer.status().isRunning());
    }

    @Test
    void consumersWithoutFileHandlesGoOnWhenThereAreSomeAgain() {
        CONSUMERS.forEach(name -> limit(name, "nofile", "1:"));
        try {
            processes.restartServers("kafka", "postgres");
            publishWhenPossible("handy", "A post beyond the handles");
            CONSUMERS.forEach(name -> await("%s without handles".formatted(name))
                    .atMost(Processes.PATIENCE)
                    .until(() -> Files.readString(processes.service(name).log()).contains("Too many open files")));
        } finally {
            CONSUMERS.forEach(name -> limit(name, "nofile", "4096:"));
        }
        reviveTheDead();
        assertCounted("handy", 1);
        await().atMost(Processes.PATIENCE)
                .ignoreExceptions()
                .until(() -> platform.search("beyond the handles").size() == 1);
    }

    /** Its address space may not grow: that ends every attempt to start a thread, also for root. */
    @ParameterizedTest
    @ValueSource(strings = {"blog-service", "counter-consumer", "search-indexer"})
    void aServiceThatCannotStartThreadsEndsOrGoesOn(String name) throws IOException {
        var service = processes.service(name);
        limit(name, "as", sizeOf(service) + ":");
        crowdAt(service.url() + "/actuator/health/readiness");
        if (service.status().isRunning()) {
            limit(name, "as", "unlimited:");
        }
        reviveTheDead();
        platform.publish("thready", "A post from " + name, "Woven.");
        assertCounted(
                "thready",
                1
                        + List.of("blog-service", "counter-consumer", "search-indexer")
                                .indexOf(name));
        await().atMost(Processes.PATIENCE).ignoreExceptions().until(() -> !platform.search("A post from " + name)
                .isEmpty());
    }

    private static void assertCounted(String author, int posts) {
        await().atMost(Processes.PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(platform.count(author))
                .isEqualTo(posts));
    }

    private static void publishWhenPossible(String author, String title) {
        await().atMost(Processes.PATIENCE)
                .ignoreExceptions()
                .until(() -> platform.tryToPublish(author, title, "Handle with care.")
                                .statusCode()
                        == 201);
    }

    /** What a container runtime does. */
    private static void reviveTheDead() {
        Platform.SERVICES.forEach(name -> processes.service(name).start());
        Platform.SERVICES.forEach(name -> processes.service(name).awaitReady(Processes.PATIENCE));
    }

    private static void limit(String service, String resource, String limit) {
        assumeThat(Path.of("/usr/bin/prlimit")).as("util-linux").exists();
        var pid = processes.service(service).status().pid();
        try {
            new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--%s=%s".formatted(resource, limit))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long sizeOf(ServiceProcess service) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc/%d/status".formatted(service.status().pid())))
                .stream()
                .filter(line -> line.startsWith("VmSize:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** More at once than there are threads yet. */
    private static void crowdAt(String url) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        var answers = IntStream.range(0, 100)
                .mapToObj(
                        i -> http.sendAsync(request, BodyHandlers.discarding()).handle((answer, lost) -> i))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(answers).join();
    }
}
