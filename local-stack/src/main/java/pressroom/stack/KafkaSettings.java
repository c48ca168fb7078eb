package pressroom.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the broker is told. */
final class KafkaSettings {
    static final String LOGGING = """
            status = warn
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level %m (%c{1})%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            logger.config.name = org.apache.kafka.common.config.AbstractConfig
            logger.config.level = warn
            logger.request.name = kafka.request.logger
            logger.request.level = warn
            """;

    /** One event has at most 2,000,000 bytes; keys, headers and the batch around it need a little more. */
    private static final int LARGEST_BATCH_BYTES = 2_200_000;

    private static final long TEN_YEARS_MINUTES = 10L * 365 * 24 * 60;

    /**
     * Every listener asks for a password, the controller's too: a super user without one would be everybody on this
     * machine. Users live in the cluster (SCRAM), but somebody has to come in and create them: the administrator, known
     * from this file (PLAIN), which only its owner may read.
     *
     * <p>Nothing is flushed explicitly: an acknowledged record is in the page cache and outlives the death of the process;
     * against a power cut Kafka relies on replicas, which one node does not have.
     */
    private static final String SERVER = """
            # Written by Pressroom at each start.
            process.roles=broker,controller
            node.id=1
            log.dirs=%1$s
            listeners=CLIENT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d%8$s
            advertised.listeners=CLIENT://127.0.0.1:%2$d%9$s
            controller.quorum.voters=1@127.0.0.1:%3$d
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=CLIENT
            listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT%10$s

            listener.name.client.sasl.enabled.mechanisms=SCRAM-SHA-256,PLAIN
            listener.name.client.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
            listener.name.client.plain.sasl.jaas.config=%4$s
            sasl.mechanism.inter.broker.protocol=PLAIN
            listener.name.controller.sasl.enabled.mechanisms=PLAIN
            listener.name.controller.plain.sasl.jaas.config=%4$s
            sasl.mechanism.controller.protocol=PLAIN
            %11$s

            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            super.users=User:%5$s
            allow.everyone.if.no.acl.found=false
            auto.create.topics.enable=false

            message.max.bytes=%6$d
            log.retention.ms=-1
            offsets.retention.minutes=%7$d
            default.replication.factor=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=8
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            group.initial.rebalance.delay.ms=0
            # A broker that was killed may register again when its old session is over: 9 s by default.
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500
            # 128 MB by default, a quarter of this broker's heap.
            log.cleaner.dedupe.buffer.size=16777216
            """;

    private static final String LISTENER = """
            listener.name.%4$s.sasl.enabled.mechanisms=SCRAM-SHA-256
            listener.name.%4$s.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
            """;

    private KafkaSettings() {}

    static String serverProperties(Path data, Ports ports, String password, List<KafkaListener> more) {
        String user = KafkaAccess.ADMIN;
        return SERVER.formatted(
                data,
                ports.kafka(),
                ports.kafkaController(),
                plainLogin(user, password, "user_%s=\"%s\"".formatted(user, password)),
                user,
                LARGEST_BATCH_BYTES,
                TEN_YEARS_MINUTES,
                each(more, ",%1$s://127.0.0.1:%2$d"),
                each(more, ",%1$s://127.0.0.1:%3$d"),
                each(more, ",%1$s:SASL_PLAINTEXT"),
                each(more, LISTENER));
    }

    private static String each(List<KafkaListener> listeners, String format) {
        return listeners.stream()
                .map(listener -> format.formatted(
                        listener.name(),
                        listener.port(),
                        listener.advertisedPort(),
                        listener.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining());
    }

    static String scramLogin(String user, String password) {
        return login("scram.ScramLoginModule", user, password, "");
    }

    static String plainLogin(String user, String password, String knownUsers) {
        return login("plain.PlainLoginModule", user, password, knownUsers);
    }

    private static String login(String module, String user, String password, String more) {
        return "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\" %s;"
                .formatted(module, user, password, more)
                .replace(" ;", ";");
    }
}
