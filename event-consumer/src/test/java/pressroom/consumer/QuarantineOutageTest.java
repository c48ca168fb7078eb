package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Poison that cannot be put aside is not skipped. */
class QuarantineOutageTest {

    private final String topic = Broker.newTopic(1);
    private final String quarantine = topic + "." + topic + ".dlt";
    private final Handled handled = new Handled();

    @Test
    void poisonWaitsWhileTheQuarantineIsForbidden() {
        allow(ResourceType.TOPIC, topic, AclOperation.READ, AclOperation.DESCRIBE);
        allow(ResourceType.GROUP, topic, AclOperation.READ);
        Broker.send(Events.poison(topic, "x"));
        Broker.send(Events.good(topic, 1));

        try (RunningConsumer consumer = RunningConsumer.as(counterConsumer(), topic, handled)) {
            await().untilAsserted(() ->
                    assertThat(consumer.reason()).contains("quarantine").contains("uthoriz"));
            assertThat(Broker.committed(topic)).isZero();

            allow(
                    ResourceType.TOPIC,
                    quarantine,
                    AclOperation.CREATE,
                    AclOperation.DESCRIBE,
                    AclOperation.DESCRIBE_CONFIGS,
                    AclOperation.READ,
                    AclOperation.WRITE);

            await().until(() -> Broker.committed(topic) == 2);
        }
        assertThat(Broker.records(quarantine)).hasSize(1);
    }

    @Test
    void poisonWaitsWhileTheQuarantineRefusesItsSize() {
        Broker.await(Broker.ADMIN
                .createTopics(
                        List.of(new NewTopic(quarantine, 1, (short) 1).configs(Map.of("max.message.bytes", "1000"))))
                .all());
        Broker.send(Events.poison(topic, incompressible()));

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().until(() -> consumer.reason().contains("RecordTooLarge"));
            assertThat(Broker.committed(topic)).isZero();
            Broker.await(Broker.ADMIN
                    .incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, quarantine),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", "100000"), AlterConfigOp.OpType.SET))))
                    .all());

            await().until(() -> Broker.committed(topic) == 1);
        }
        assertThat(Broker.records(quarantine)).hasSize(1);
    }

    @Test
    void quarantineThatWasDeletedIsMadeAgain() {
        Broker.send(Events.poison(topic, "x"));
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().until(() -> Broker.committed(topic) == 1);
            Broker.await(Broker.ADMIN.deleteTopics(List.of(quarantine)).all());
            await().until(() -> !Broker.exists(quarantine));

            Broker.send(Events.poison(topic, "y"));

            await().atMost(Duration.ofSeconds(30)).until(() -> Broker.committed(topic) == 2);
            assertThat(Broker.records(quarantine)).hasSize(1);
        }
    }

    /** Each send may block for the whole timeout: many in a row would outlast {@code max.poll.interval.ms}. */
    @Test
    void manyPoisonsWaitNoLongerThanOneForABrokerThatIsAway() {
        Duration timeout = Duration.ofMillis(500);
        ConsumerSettings settings = new ConsumerSettings(
                topic,
                topic,
                1,
                10,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                timeout,
                Duration.ofMinutes(6),
                0);
        Map<String, Object> away = new HashMap<>(Broker.STACK.kafkaAdminProperties());
        away.put("bootstrap.servers", "127.0.0.1:1");
        away.put("max.block.ms", timeout.toMillis());
        var factory = new DefaultKafkaProducerFactory<>(away, new ByteArraySerializer(), new ByteArraySerializer());
        Quarantine kept = new Quarantine(
                new QuarantineTopic(new KafkaAdmin(Broker.STACK.kafkaAdminProperties()), settings),
                new KafkaTemplate<>(factory),
                new KnownDeadLetters(
                        Broker.STACK.kafkaAdminProperties(), Broker.STACK.kafkaAdminProperties(), settings),
                settings,
                Clock.systemUTC());
        List<Poison> many =
                Collections.nCopies(20, new Poison(new ConsumerRecord<>(topic, 0, 0, new byte[0], new byte[0]), "why"));

        Instant start = Instant.now();
        assertThatThrownBy(() -> kept.keep(many)).hasMessageContaining(quarantine);

        assertThat(Duration.between(start, Instant.now())).isLessThan(timeout.multipliedBy(8));
        factory.destroy();
    }

    private static String incompressible() {
        byte[] bytes = new byte[4_000];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, Object> counterConsumer() {
        Map<String, Object> clients = new HashMap<>();
        Broker.STACK.propertiesFor("counter-consumer").forEach((name, value) -> {
            if (name.startsWith("spring.kafka.properties.")) {
                clients.put(name.substring("spring.kafka.properties.".length()), value);
            } else if (name.equals("spring.kafka.bootstrap-servers")) {
                clients.put("bootstrap.servers", value);
            }
        });
        return clients;
    }

    private static void allow(ResourceType type, String name, AclOperation... operations) {
        ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
        Broker.await(Broker.ADMIN
                .createAcls(Stream.of(operations)
                        .map(operation -> new AclBinding(
                                resource,
                                new AccessControlEntry(
                                        "User:counter-consumer", "*", operation, AclPermissionType.ALLOW)))
                        .toList())
                .all());
    }
}
