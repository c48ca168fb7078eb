package pressroom.chaos.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import pressroom.stack.Server;

/**
 * What the instances are told: their links instead of the servers, and waits short enough that a run of minutes meets their
 * ends.
 */
final class InstanceProperties {
    private InstanceProperties() {}

    /** @param blogService where the blog service answers; for the others only */
    static Map<String, String> of(Role role, Links links, String blogService) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + port(role, Server.KAFKA, links));
        switch (role) {
            case BLOG -> {
                all.put("spring.datasource.url", jdbcUrl("blog", role, links));
                all.put("spring.datasource.hikari.maximum-pool-size", "12");
            }
            case COUNTER -> {
                all.put("spring.datasource.url", jdbcUrl("counter", role, links));
                all.put("pressroom.audit.blog-service", blogService);
            }
            case INDEXER -> {
                all.put("pressroom.elasticsearch.url", "http://127.0.0.1:" + port(role, Server.ELASTICSEARCH, links));
                all.put("pressroom.bulk.timeout", "3s");
                all.put("pressroom.bulk.patience", "1s");
            }
        }
        if (role != Role.BLOG) {
            all.put("spring.kafka.consumer.properties.max.poll.interval.ms", "12000");
            all.put("spring.kafka.consumer.properties.session.timeout.ms", "6000");
            all.put("pressroom.consumer.longest-pause", "2s");
        }
        return all;
    }

    private static String jdbcUrl(String database, Role role, Links links) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(role, Server.POSTGRES, links), database);
    }

    private static int port(Role role, Server server, Links links) {
        return links.between(role, server).port();
    }
}
