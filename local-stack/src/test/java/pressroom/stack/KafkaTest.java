package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaTest {
    private static final LocalStack STACK = TestServers.with(Server.KAFKA);
    private static final String BLOG = "blog-service";
    private static final String COUNTER = "counter-consumer";

    @BeforeAll
    static void createTopic() throws Exception {
        try (Admin admin = Admin.create(client(BLOG))) {
            admin.createTopics(List.of(new NewTopic("blog-events", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void anAcknowledgedRecordOutlivesAKill() throws Exception {
        send(BLOG, "blog-events", "kept");

        STACK.kill(Server.KAFKA);
        STACK.start(Server.KAFKA, words -> {});

        try (var consumer = new KafkaConsumer<>(client(COUNTER), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("blog-events"));
            assertThat(consumer.poll(Duration.ofSeconds(30)))
                    .extracting(record -> record.value())
                    .contains("kept");
            consumer.commitSync();
        }
    }

    @Test
    void aConsumerWritesItsOwnDeadLettersAndNothingElse() throws Exception {
        String own = "blog-events.counter-consumer.dlt";
        try (Admin admin = Admin.create(client(COUNTER))) {
            admin.createTopics(List.of(new NewTopic(own, 1, (short) 1))).all().get();

            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("other", 1, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
        send(COUNTER, own, "poison");
        assertThatThrownBy(() -> send(COUNTER, "blog-events", "forged"))
                .hasCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> send("search-indexer", own, "forged"))
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    @Test
    void aConsumerCannotJoinAnotherTeamsGroup() {
        Map<String, Object> stranger = client(COUNTER);
        stranger.put("group.id", "search-indexer");
        try (var consumer = new KafkaConsumer<>(stranger, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("blog-events"));

            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(30))).isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aWrongPasswordIsRefusedOnBothListeners() {
        for (int port : new int[] {STACK.ports().kafka(), STACK.ports().kafkaController()}) {
            Map<String, Object> guess = client(BLOG);
            guess.put("bootstrap.servers", "127.0.0.1:" + port);
            guess.put("sasl.mechanism", "PLAIN");
            guess.put("sasl.jaas.config", KafkaSettings.plainLogin("admin", "guess", ""));
            try (Admin admin = Admin.create(guess)) {
                assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @Test
    void anUnknownTopicIsNotCreatedByAskingForIt() throws Exception {
        try (Admin admin = Admin.create(STACK.kafkaAdminProperties())) {
            var producing = new HashMap<>(STACK.kafkaAdminProperties());
            producing.put("max.block.ms", 1_000);
            assertThatThrownBy(() -> send(producing, "unknown", "lost"))
                    .hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);

            assertThat(admin.listTopics().names().get()).doesNotContain("unknown");
        }
    }

    @Test
    void theLargestEventFitsAndLittleMore() throws Exception {
        send(BLOG, "blog-events", "x".repeat(2_000_000));

        assertThatThrownBy(() -> send(BLOG, "blog-events", "x".repeat(2_300_000)))
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    private static void send(String service, String topic, String value) throws Exception {
        send(client(service), topic, value);
    }

    private static void send(Map<String, Object> client, String topic, String value)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static Map<String, Object> client(String service) {
        Map<String, String> properties = STACK.propertiesFor(service);
        Map<String, Object> client = new HashMap<>(Map.of(
                "bootstrap.servers",
                properties.get("spring.kafka.bootstrap-servers"),
                "group.id",
                service,
                "auto.offset.reset",
                "earliest",
                "max.request.size",
                3_000_000));
        properties.forEach((name, value) -> {
            if (name.startsWith("spring.kafka.properties.")) {
                client.put(name.substring("spring.kafka.properties.".length()), value);
            }
        });
        return client;
    }
}
