package pressroom.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import pressroom.consumer.gaps.AuditedGaps;

/** A third team's service: one handler and its settings. */
final class RunningConsumer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningConsumer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningConsumer of(String topic, EventHandler handler, String... settings) {
        return as(Broker.STACK.kafkaAdminProperties(), topic, handler, settings);
    }

    /** With the rights of one principal: {@code clients} is what its Kafka clients need. */
    static RunningConsumer as(Map<String, Object> clients, String topic, EventHandler handler, String... settings) {
        return run(WebApplicationType.NONE, clients, topic, handler, settings);
    }

    /** With its HTTP interface. */
    static RunningConsumer web(String topic, EventHandler handler, String... settings) {
        return run(WebApplicationType.SERVLET, Broker.STACK.kafkaAdminProperties(), topic, handler, settings);
    }

    /** The same, which looks several times a second whether it has something to commit. */
    static RunningConsumer webThatCommitsSoon(String topic, EventHandler handler) {
        return web(topic, handler, Ops.key(), "pressroom.consumer.longest-silence=1s");
    }

    private static RunningConsumer run(
            WebApplicationType web,
            Map<String, Object> clients,
            String topic,
            EventHandler handler,
            String... settings) {
        Map<String, Object> properties = new HashMap<>();
        clients.forEach((name, value) -> properties.put(
                name.equals("bootstrap.servers") ? "spring.kafka.bootstrap-servers" : "spring.kafka.properties." + name,
                value));
        properties.put("pressroom.consumer.group", topic);
        properties.put("pressroom.consumer.topic", topic);
        if (Stream.of(settings).noneMatch("spring.kafka.properties.group.protocol=consumer"::equals)) {
            // A rebalance is noticed with the next heartbeat.
            properties.put("spring.kafka.consumer.properties.heartbeat.interval.ms", "300");
        }
        // A consumer that ends waits for its last fetch.
        properties.put("spring.kafka.consumer.fetch-max-wait", "50ms");
        properties.put("pressroom.consumer.first-pause", "20ms");
        properties.put("pressroom.consumer.longest-pause", "200ms");
        properties.put("pressroom.consumer.quarantine-timeout", "2s");
        properties.put("spring.application.name", "third-team");
        properties.put("server.port", 0);
        return new RunningConsumer(new SpringApplicationBuilder(Service.class)
                .web(web)
                .properties(properties)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(EventHandler.class, () -> handler))
                .run(Stream.of(settings).map(setting -> "--" + setting).toArray(String[]::new)));
    }

    AuditedGaps auditedGaps() {
        return context.getBean(AuditedGaps.class);
    }

    /** Where it answers. */
    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    Health health() {
        return context.getBean(ConsumerHealth.class).health();
    }

    Health liveness() {
        return context.getBean(ConsumerLiveness.class).health();
    }

    Duration idle() {
        return context.getBean(ConsumerState.class).idle();
    }

    String reason() {
        return String.valueOf(health().getDetails().get("reason"));
    }

    double records(String outcome) {
        return context.getBean(MeterRegistry.class)
                .get("pressroom.consumer.records")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** What the details of readiness say of gaps. */
    String gaps() {
        return String.valueOf(health().getDetails().get("gaps"));
    }

    double gapRecords(int partition) {
        return context.getBean(MeterRegistry.class)
                .get("pressroom.consumer.gap.records")
                .tag("partition", Integer.toString(partition))
                .gauge()
                .value();
    }

    int partitions() {
        return context.getBean(ConsumerState.class).partitions();
    }

    ConcurrentMessageListenerContainer<?, ?> container() {
        return context.getBean(ConcurrentMessageListenerContainer.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Service {}
}
