package pressroom.stack;

import java.nio.file.Path;
import java.util.List;

/** What the node is told: its settings, its JVM's and its log's. */
record ElasticsearchSettings(Path folder, int port, Secrets secrets, List<String> jvmArguments) {
    /** Watermarks in bytes, since a developer's disk may well be 95 % full and still have room for this. */
    private static final String NODE = """
            # Written by Pressroom at each start.
            cluster.name: pressroom-local
            node.name: local
            discovery.type: single-node
            network.host: 127.0.0.1
            http.port: %d
            transport.port: 0
            path.data: "%s"
            path.logs: "%s"
            action.auto_create_index: false
            action.destructive_requires_name: true
            cluster.routing.allocation.disk.watermark.low: 2gb
            cluster.routing.allocation.disk.watermark.high: 1gb
            cluster.routing.allocation.disk.watermark.flood_stage: 500mb
            xpack.security.enabled: true
            xpack.security.autoconfiguration.enabled: false
            xpack.security.enrollment.enabled: false
            xpack.security.http.ssl.enabled: false
            xpack.security.transport.ssl.enabled: true
            xpack.security.transport.ssl.verification_mode: certificate
            xpack.security.transport.ssl.client_authentication: required
            xpack.security.transport.ssl.key: transport/node.key
            xpack.security.transport.ssl.certificate: transport/node.crt
            xpack.security.transport.ssl.certificate_authorities: transport/ca.crt
            """;

    private static final String JVM = """
            # Written by Pressroom at each start.
            -Xms512m
            -Xmx768m
            -XX:+UseG1GC
            -Djava.io.tmpdir=${ES_TMPDIR}
            -XX:+ExitOnOutOfMemoryError
            # Would copy the built-in roles to an index that needs an analysis module this distribution lacks.
            -Des.queryable_built_in_roles_enabled=false
            20-:--add-modules=jdk.incubator.vector
            """;

    private static final String LOGGING = """
            # Written by Pressroom at each start.
            status = error
            appender.file.type = RollingFile
            appender.file.name = file
            appender.file.fileName = ${sys:es.logs.base_path}/elasticsearch.log
            appender.file.filePattern = ${sys:es.logs.base_path}/elasticsearch-%i.log
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5p %m (%c{1})%n
            appender.file.policies.type = Policies
            appender.file.policies.size.type = SizeBasedTriggeringPolicy
            appender.file.policies.size.size = 20MB
            appender.file.strategy.type = DefaultRolloverStrategy
            appender.file.strategy.max = 2
            rootLogger.level = info
            rootLogger.appenderRef.file.ref = file
            """;

    void writeTo(Path config) {
        PosixFiles.writeIfOther(
                config.resolve("elasticsearch.yml"), NODE.formatted(port, folder.resolve("data"), folder));
        PosixFiles.writeIfOther(config.resolve("jvm.options"), JVM + String.join("\n", jvmArguments) + "\n");
        PosixFiles.writeIfOther(config.resolve("log4j2.properties"), LOGGING);
        TransportCertificates.makeIn(config.resolve("transport"));
        new ElasticsearchAccess(secrets)
                .files()
                .forEach((name, text) -> PosixFiles.writeIfOther(config.resolve(name), text));
    }
}
