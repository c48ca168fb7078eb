package pressroom.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What callers may make this service hold, and for how long. Each limit that is not set follows from the largest heap.
 *
 * @param budget bytes of heap for all requests that are being received or handled; a third of the heap. Large requests may
 *     take half of it
 * @param maxConnections open connections; a sixth of the heap at 64 kB each
 * @param connectionsPerAddress open connections of one address; a quarter of all
 * @param headTimeout how long a request's head may take to arrive; 20 s
 * @param bodyTimeout how long a whole body may take to arrive; 30 s
 * @param uploadTimeout how long a whole upload, such as a zip, may take to arrive; 10 min
 * @param answerTimeout how long a request may take from its first byte to the end of its answer, unless it is an upload or
 *     an event stream; 60 s
 * @param trustedProxies networks (CIDR) of proxies: their connections are not counted as one address's. Which
 *     forwarded headers are trusted is the container's setting, {@code server.tomcat.remoteip.internal-proxies}
 * @param exempt networks (CIDR) of callers without a share of their own, such as the other services
 */
@ConfigurationProperties("pressroom.http")
record HttpSettings(
        @Nullable DataSize budget,
        @Nullable Integer maxConnections,
        @Nullable Integer connectionsPerAddress,
        @DefaultValue("20s") Duration headTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("10m") Duration uploadTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> exempt) {

    /** The budget in bytes of heap. */
    long budgetBytes() {
        return budget == null ? HeapShare.BODIES.bytes() : budget.toBytes();
    }

    /** Open connections, of all addresses. */
    int connections() {
        return maxConnections == null ? HeapShare.CONNECTIONS.count() : maxConnections;
    }

    /** Open connections of one address. */
    int perAddress() {
        return connectionsPerAddress == null ? HeapShare.perCaller(connections()) : connectionsPerAddress;
    }
}
