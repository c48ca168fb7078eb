package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.stack.Ports;
import pressroom.stack.ServiceProcess;

/**
 * Services whose clocks are wrong, by libfaketime (Debian's package faketime). Where that is not installed, all of this is
 * skipped.
 */
@Tag("faults")
class ClocksTest {

    private static final Map<String, String> NO_RELAY = Map.of("pressroom.relay.enabled", "false");

    private static Processes processes;
    private static Platform platform;
    private static ServiceProcess ahead;
    private static ServiceProcess decadeAhead;
    private static ServiceProcess decadeBehind;

    /** The only relay is ten years ahead, as is one consumer; the other one is ten years behind. */
    @BeforeAll
    static void start() throws IOException {
        var library = library();
        assumeThat(library).as("libfaketime, for clocks that are wrong").isNotEmpty();
        processes = new Processes()
                .with("blog-service", service -> service.withProperties(NO_RELAY))
                .with("counter-consumer", service -> service.withEnvironment(clock("+3650d", library)))
                .with("search-indexer", service -> service.withEnvironment(clock("-3650d", library)));
        ahead = blogService("ahead").withProperties(NO_RELAY).withEnvironment(clock("+1h", library));
        decadeAhead = blogService("decade-ahead").withEnvironment(clock("+3650d", library));
        decadeBehind = blogService("decade-behind").withProperties(NO_RELAY).withEnvironment(clock("-3650d", library));
        var others = List.of(ahead, decadeAhead, decadeBehind);
        var started = CompletableFuture.runAsync(() -> others.forEach(ServiceProcess::start));
        platform = Platform.startedAs(processes);
        started.join();
        others.forEach(other -> other.awaitReady(Processes.PATIENCE));
    }

    @AfterAll
    static void stop() {
        if (processes != null) {
            platform.stop();
            List.of(ahead, decadeAhead, decadeBehind).forEach(ServiceProcess::stop);
        }
    }

    @Test
    void editsThroughServicesWithAnHourBetweenThemArriveInTheirOrder() {
        var hourAhead = platform.through(ahead.url());
        var id = hourAhead.publish("timely", "First", "Sundial one.");
        platform.edit("timely", id, 1, "Second", "Sundial two.");
        hourAhead.edit("timely", id, 2, "Third", "Sundial three.");
        platform.edit("timely", id, 3, "Fourth", "Hourglass four.");
        // As if sent again, by the other one: the key is known.
        hourAhead.publish("timely", "First", "Sundial one.");

        await().atMost(Processes.PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(platform.search("hourglass")).containsExactly(id);
            assertThat(platform.search("sundial")).isEmpty();
            assertThat(platform.count("timely")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tenYearsAwayNoTokenIsTaken(boolean future) {
        var elsewhen = platform.through((future ? decadeAhead : decadeBehind).url());

        assertThat(elsewhen.tryToPublish("early", "Not now", "Refused.").statusCode())
                .isEqualTo(401);
    }

    @Test
    void poisonIsSetAsideByConsumersTenYearsAheadAndBehind() throws Exception {
        var topic = new TopicPartition("blog-events", 0);
        try (var producer = new KafkaProducer<>(
                processes.stack.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topic(), topic.partition(), null, "no event".getBytes(UTF_8)))
                    .get();
        }
        try (var admin = Admin.create(processes.stack.kafkaAdminProperties())) {
            for (String group : List.of("counter-consumer", "search-indexer")) {
                var letters = new TopicPartition("blog-events." + group + ".dlt", 0);
                await().atMost(Processes.PATIENCE)
                        .ignoreExceptions()
                        .until(() -> admin.listOffsets(Map.of(letters, OffsetSpec.latest()))
                                        .partitionResult(letters)
                                        .get()
                                        .offset()
                                == 1);
            }
        }
    }

    private static ServiceProcess blogService(String name) {
        return ServiceProcess.of(processes.stack, "blog-service")
                .withName("blog-service-" + name)
                .withPort(Ports.onePort());
    }

    private static Map<String, String> clock(String offset, String library) {
        return Map.of(
                "LD_PRELOAD",
                library,
                "FAKETIME",
                offset,
                // Waits are by the other clock, which is right; else each of them ends at once.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Empty where there is none. */
    private static String library() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .map(Path::toString)
                    .findFirst()
                    .orElse("");
        }
    }
}
