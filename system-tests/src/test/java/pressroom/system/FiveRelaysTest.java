package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.ServiceProcess;
import pressroom.stack.TestServers;
import pressroom.stack.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Five instances of blog-service: one relays, and another one when that is killed. */
@Tag("faults")
class FiveRelaysTest {

    private static final Logger log = LoggerFactory.getLogger(FiveRelaysTest.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PARTITIONS = 6;
    /** More in the long form: {@code -Dpressroom.relay.kills=10}. */
    private static final int KILLS = Integer.getInteger("pressroom.relay.kills", 1);

    private static LocalStack stack;
    private static List<ServiceProcess> instances;
    private static String monitor;

    @BeforeAll
    static void start() {
        stack = TestServers.with(Server.POSTGRES, Server.KAFKA);
        monitor = new Tokens(stack.secrets().tokenSigningKey()).mint("monitor", List.of("monitor"));
        instances = IntStream.range(0, 5)
                .mapToObj(i -> ServiceProcess.of(stack, "blog-service")
                        .withName("blog-service-of-five-" + i)
                        .withPort(Ports.onePort())
                        .withJvmArguments("-Xms96m", "-Xmx128m", "-Xmn48m", "-XX:TieredStopAtLevel=1")
                        .asInItsImage())
                .toList();
        instances.get(0).start();
        instances.get(0).awaitReady(Processes.PATIENCE);
        instances.forEach(ServiceProcess::start);
        instances.forEach(instance -> instance.awaitReady(Processes.PATIENCE));
    }

    @AfterAll
    static void stop() {
        instances.forEach(ServiceProcess::stop);
    }

    @Test
    void whenTheActiveOneIsKilledAnotherOneTakesOverWithinSecondsAndNothingIsLostOrOutOfOrder() {
        var urls = instances.stream().map(ServiceProcess::url).toList();
        var tokens = new Tokens(stack.secrets().tokenSigningKey());
        BusyAuthors authors = new BusyAuthors(urls, tokens, Duration.ofMillis(50));
        try (authors;
                var editors = new BusyEditors(urls, tokens)) {
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMore(authors);
                var active = active();
                active.kill();
                var killed = System.nanoTime();
                await().atMost(Duration.ofSeconds(20)).until(() -> !relaying().isEmpty());
                var gap = Duration.ofNanos(System.nanoTime() - killed);
                log.info("{} was killed; {} relays {} later", active.name(), relaying(), gap);
                assertThat(gap).isLessThan(Duration.ofSeconds(10));
                awaitMore(authors);
                active.start();
                active.awaitReady(Processes.PATIENCE);
            }
            assertThat(editors.edits()).isGreaterThan(20);
        }
        assertThat(authors.errors()).isEmpty();
        await().atMost(Processes.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertEverythingIsOnTheTopic(authors));
    }

    private static void awaitMore(BusyAuthors authors) {
        var before = authors.publishedInAll();
        await().atMost(Processes.PATIENCE).until(() -> authors.publishedInAll() > before + 100);
    }

    /** The one that relays; a second one would have to wait until it lets go of the lock. */
    private static ServiceProcess active() {
        // Asked once: between two batches nobody holds the lock.
        var name = await().atMost(Processes.PATIENCE)
                .until(FiveRelaysTest::relaying, relaying -> relaying.size() == 1)
                .get(0);
        return instances.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> relaying() {
        return instances.stream()
                .filter(instance -> role(instance).equals("active"))
                .map(ServiceProcess::name)
                .toList();
    }

    private static String role(ServiceProcess instance) {
        var request = HttpRequest.newBuilder(URI.create(instance.url() + "/actuator/health/relay"))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + monitor)
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body())
                    .at("/details/role")
                    .asString();
        } catch (IOException away) {
            return "away";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each author's posts, once each, and the versions of each blog without a gap, in the order of their first coming. */
    private static void assertEverythingIsOnTheTopic(BusyAuthors authors) {
        Map<String, Integer> posts = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (JsonNode event : events()) {
            var version = event.get("version").asInt();
            var seen = versions.getOrDefault(event.get("blogId").asString(), 0);
            if (version > seen) {
                assertThat(version).as("next version of a blog").isEqualTo(seen + 1);
                versions.put(event.get("blogId").asString(), version);
                if (version == 1) {
                    posts.merge(event.get("authorId").asString(), 1, Integer::sum);
                }
            }
        }
        assertThat(posts).containsAllEntriesOf(authors.published());
    }

    private static List<JsonNode> events() {
        var config = new HashMap<>(stack.kafkaAdminProperties());
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(i -> new TopicPartition("blog-events", i))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new ArrayList<JsonNode>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> {
                    var text = new String(record.value(), UTF_8);
                    // Another test's poison.
                    if (text.startsWith("{\"blogId\"")) {
                        events.add(JSON.readTree(text));
                    }
                });
            }
            return events;
        }
    }
}
