package pressroom.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service has to be told to find the local stack, by its Spring properties. */
record ServiceProperties(Ports ports, Secrets secrets) {
    private static final String BLOG = "blog-service";
    private static final String COUNTER = "counter-consumer";
    private static final String INDEXER = "search-indexer";

    /** The service's port unless told otherwise. */
    static int defaultPort(String service) {
        return switch (service) {
            case BLOG -> 8080;
            case COUNTER -> 8081;
            case INDEXER -> 8082;
            default -> throw unknown(service);
        };
    }

    /**
     * What any service has to be told to start on that port of 127.0.0.1 and reach no server: nobody listens where it looks, and it
     * does not look for long.
     */
    static List<String> withoutServers(int port) {
        return List.of(
                "-Dserver.address=127.0.0.1",
                "-Dserver.port=" + port,
                "-Dspring.kafka.bootstrap-servers=127.0.0.1:1",
                "-Dspring.kafka.admin.properties.default.api.timeout.ms=1000",
                "-Dspring.kafka.admin.properties.request.timeout.ms=1000",
                "-Dspring.datasource.url=" + PostgresServer.url(1, "none"),
                "-Dspring.datasource.hikari.connection-timeout=250",
                "-Dpressroom.elasticsearch.url=" + ElasticsearchServer.url(1),
                "-Dpressroom.tokens.issuer=http://127.0.0.1:1/");
    }

    Map<String, String> plain(String service) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        all.put("spring.kafka.properties.security.protocol", "SASL_PLAINTEXT");
        all.put("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-256");
        all.put("pressroom.tokens.public-key", secrets.tokenVerificationKey().toString());
        all.put("pressroom.tokens.issuer", "pressroom-local");
        all.put("pressroom.tokens.audience", "pressroom");
        switch (service) {
            case BLOG -> {
                putDatabase(all, "blog");
                all.put("pressroom.sign-in.local-key", secrets.tokenSigningKey().toString());
            }
            case COUNTER -> putDatabase(all, "counter");
            case INDEXER -> {
                all.put("pressroom.elasticsearch.url", ElasticsearchServer.url(ports.elasticsearch()));
                all.put("pressroom.elasticsearch.username", ElasticsearchAccess.INDEXER);
            }
            default -> throw unknown(service);
        }
        return all;
    }

    Map<String, String> secret(String service) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "spring.kafka.properties.sasl.jaas.config",
                KafkaSettings.scramLogin(service, secrets.password(Server.KAFKA, service)));
        switch (service) {
            case BLOG -> all.put("spring.datasource.password", databasePassword("blog"));
            case COUNTER -> all.put("spring.datasource.password", databasePassword("counter"));
            case INDEXER ->
                all.put(
                        "pressroom.elasticsearch.password",
                        secrets.password(Server.ELASTICSEARCH, ElasticsearchAccess.INDEXER));
            default -> throw unknown(service);
        }
        return all;
    }

    private void putDatabase(Map<String, String> all, String database) {
        all.put("spring.datasource.url", PostgresServer.url(ports.postgres(), database));
        all.put("spring.datasource.username", PostgresAccess.ownerOf(database));
    }

    private String databasePassword(String database) {
        return secrets.password(Server.POSTGRES, PostgresAccess.ownerOf(database));
    }

    private static IllegalArgumentException unknown(String service) {
        return new IllegalArgumentException(
                "There is no service %s: choose %s, %s or %s".formatted(service, BLOG, COUNTER, INDEXER));
    }
}
