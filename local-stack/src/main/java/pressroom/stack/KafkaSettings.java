package pressroom.stack;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the broker is told, as a process of this machine and in a container. */
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

    static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    /** One event has at most 2,000,000 bytes; keys, headers and the batch around it need a little more. */
    private static final int LARGEST_BATCH_BYTES = 2_200_000;

    private static final long TEN_YEARS_MINUTES = 10L * 365 * 24 * 60;

    /**
     * Nothing is flushed explicitly: an acknowledged record is in the page cache and outlives the death of the process;
     * against a power cut Kafka relies on replicas, which one node does not have.
     */
    private static final String EVERYWHERE = """
            process.roles=broker,controller
            node.id=1
            sasl.mechanism.inter.broker.protocol=PLAIN
            sasl.mechanism.controller.protocol=PLAIN

            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            super.users=User:%s
            allow.everyone.if.no.acl.found=false
            auto.create.topics.enable=false

            message.max.bytes=%d
            log.retention.ms=-1
            offsets.retention.minutes=%d
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
            """.formatted(KafkaAccess.ADMIN, LARGEST_BATCH_BYTES, TEN_YEARS_MINUTES);

    private KafkaSettings() {}

    /** The whole settings file of this node. */
    static String file(KafkaNode node, String adminPassword) {
        return "# Written by Pressroom at each start.\n"
                + lines(node.properties(administrator(adminPassword)))
                + EVERYWHERE;
    }

    /** The same settings as the environment of a container, in which {@code apache/kafka} looks for them. */
    static Map<String, String> environment(KafkaNode node, String adminPassword) {
        var all = new LinkedHashMap<>(node.properties(administrator(adminPassword)));
        EVERYWHERE
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(setting -> all.put(setting[0], setting[1]));
        var variables = new LinkedHashMap<String, String>();
        all.forEach((name, value) -> variables.put(variable(name), value));
        return variables;
    }

    /** A variable's single underscore is a dot, two are one underscore, three are a hyphen. */
    private static String variable(String property) {
        return "KAFKA_"
                + property.replace("_", "__")
                        .replace("-", "___")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String administrator(String password) {
        var user = KafkaAccess.ADMIN;
        return plainLogin(user, password, "user_%s=\"%s\"".formatted(user, password));
    }

    static String scramLogin(String user, String password) {
        return login(SCRAM, user, password, "");
    }

    static String plainLogin(String user, String password, String knownUsers) {
        return login(PLAIN, user, password, knownUsers);
    }

    private static String login(String module, String user, String password, String more) {
        return "%s required username=\"%s\" password=\"%s\" %s;"
                .formatted(module, user, password, more)
                .replace(" ;", ";");
    }
}
