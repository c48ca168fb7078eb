package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import pressroom.chaos.check.Injected;
import pressroom.chaos.check.Topics;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.faults.Poisons.Kind;

/** Records on the topic that the relay did not put there. */
final class EventFaults {
    private static final int REPLAYED = 400;

    private EventFaults() {}

    static List<Fault> all() {
        return List.of(
                of("poison beside healthy records", Set.of(14, 21), EventFaults::poison),
                of("events again, one to five times and out of order", Set.of(20), EventFaults::replay),
                of("poison while the quarantine is forbidden", Set.of(22), EventFaults::poisonWithoutQuarantine));
    }

    static void poison(Scene scene) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = producer(scene)) {
            for (Kind kind : Poisons.some(scene.random(), 8)) {
                send(producer, kind, scene.injected());
            }
        }
        scene.last(1, 3);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Kind kind, Injected injected)
            throws InterruptedException, ExecutionException {
        ProducerRecord<byte[], byte[]> record = kind.record();
        record.headers().add(Topics.INJECTED, new byte[0]);
        RecordMetadata place = producer.send(record).get();
        if (kind.quarantined()) {
            injected.poison(
                    new Injected.Poison(kind.name(), place.partition(), place.offset(), record.key(), record.value()));
        }
    }

    private static void replay(Scene scene) throws InterruptedException, ExecutionException {
        List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : scene.topics().all(Topics.EVENTS)) {
            if (record.headers().lastHeader(Topics.INJECTED) == null) {
                again.addAll(Collections.nCopies(1 + scene.random().nextInt(5), record));
            }
        }
        Collections.shuffle(again, scene.random());
        List<Future<RecordMetadata>> sends = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(scene)) {
            for (ConsumerRecord<byte[], byte[]> record : again.subList(0, Math.min(REPLAYED, again.size()))) {
                ProducerRecord<byte[], byte[]> copy =
                        new ProducerRecord<>(Topics.EVENTS, null, record.key(), record.value(), record.headers());
                copy.headers().add(Topics.INJECTED, new byte[0]);
                sends.add(producer.send(copy));
            }
        }
        for (Future<RecordMetadata> send : sends) {
            send.get();
        }
    }

    private static void poisonWithoutQuarantine(Scene scene) throws InterruptedException, ExecutionException {
        List<AclBinding> forbidden = List.of(forbidden(Role.COUNTER.service()), forbidden(Role.INDEXER.service()));
        try (Admin admin = scene.topics().admin()) {
            admin.createAcls(forbidden).all().get();
            try {
                poison(scene);
                scene.last(4, 8);
            } finally {
                admin.deleteAcls(forbidden.stream().map(AclBinding::toFilter).toList())
                        .all()
                        .get();
            }
        }
    }

    private static AclBinding forbidden(String group) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, Topics.EVENTS + "." + group + ".dlt", PatternType.LITERAL),
                new AccessControlEntry("User:" + group, "*", AclOperation.WRITE, AclPermissionType.DENY));
    }

    private static KafkaProducer<byte[], byte[]> producer(Scene scene) {
        Map<String, Object> config = new HashMap<>(scene.topics().properties());
        config.remove("default.api.timeout.ms");
        config.put("acks", "all");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
