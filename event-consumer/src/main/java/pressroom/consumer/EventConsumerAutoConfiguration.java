package pressroom.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.ProducerListener;
import pressroom.process.EndOfProcess;

/** Runs the application's {@link EventHandler} as a consumer group. */
@AutoConfiguration(
        after = KafkaAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(EventHandler.class)
@EnableConfigurationProperties(ConsumerSettings.class)
class EventConsumerAutoConfiguration {

    @Bean
    ConsumerState consumerState(ConsumerSettings settings, KnownDeadLetters known) {
        return new ConsumerState(settings.topic(), known::doubt);
    }

    @Bean
    KnownDeadLetters knownDeadLetters(KafkaAdmin admin, ConsumerFactory<?, ?> consumers, ConsumerSettings settings) {
        return new KnownDeadLetters(
                admin.getConfigurationProperties(), consumers.getConfigurationProperties(), settings);
    }

    @Bean
    Quarantine quarantine(
            KafkaAdmin admin, ProducerFactory<?, ?> producers, KnownDeadLetters known, ConsumerSettings settings) {
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(quarantineProducers(producers, settings));
        // The template's own listener would log a stack trace and the poison itself with every try.
        template.setProducerListener(new ProducerListener<>() {});
        return new Quarantine(new QuarantineTopic(admin, settings), template, known, settings, Clock.systemUTC());
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> eventContainer(
            ConsumerFactory<?, ?> consumers,
            EventBatches batches,
            ConsumerSettings settings,
            ConsumerState state,
            ThreadLocal<Isolation> isolation,
            GroupGaps gaps) {
        ContainerProperties properties = new ContainerProperties(settings.topic());
        properties.setGroupId(settings.group());
        properties.setMessageListener(batches);
        properties.setConsumerRebalanceListener(state);
        // A principal that is not allowed yet, or a topic that does not exist yet, is waited for.
        properties.setAuthExceptionRetryInterval(settings.longestPause());
        properties.setMissingTopicsFatal(false);
        // Not after each batch: with few records a batch is small, and its commit would cost more than they do. After a
        // crash they come again, which is what handlers are made for.
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(settings.commitEvery().toMillis());
        // A thread that waits for records must show itself several times within the longest silence.
        properties.setPollTimeout(Math.min(
                ContainerProperties.DEFAULT_POLL_TIMEOUT,
                Math.max(1, settings.longestSilence().toMillis() / 4)));
        var container = new ConcurrentMessageListenerContainer<>(
                EventConsumerFactory.of(consumers, settings, isolation, gaps), properties);
        container.setConcurrency(settings.threads());
        container.setCommonErrorHandler(new OutageBackOff(settings, state, isolation));
        container.setBatchInterceptor(state);
        container.setBeanName(settings.group());
        return container;
    }

    @Bean
    ConsumerStart consumerStart(
            ConcurrentMessageListenerContainer<byte[], byte[]> container, ConsumerSettings settings) {
        return new ConsumerStart(container, settings);
    }

    @Bean
    EventBatches eventBatches(
            EventHandler handler,
            Quarantine quarantine,
            ThreadLocal<Isolation> isolation,
            Successes successes,
            MeterRegistry meters) {
        return new EventBatches(handler, quarantine, isolation, successes, meters);
    }

    @Bean
    GroupGaps groupGaps(MeterRegistry meters) {
        return new GroupGaps(meters);
    }

    @Bean
    Successes successes() {
        return new Successes();
    }

    /** Each consumer thread's own. */
    @Bean
    ThreadLocal<Isolation> isolation(ConsumerSettings settings, ConsumerState state, Successes successes) {
        return ThreadLocal.withInitial(() -> new Isolation(settings, state, successes));
    }

    @Bean
    EndOfConsumer endOfConsumer() {
        EndOfProcess end = new EndOfProcess();
        Thread.setDefaultUncaughtExceptionHandler(end);
        return new EndOfConsumer(end::now);
    }

    @Bean
    ConsumerHealth consumerHealthIndicator(
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            ConsumerStart start,
            ConsumerState state,
            GroupGaps gaps) {
        return new ConsumerHealth(container, start, state, gaps);
    }

    @Bean
    ConsumerLiveness consumerLivenessHealthIndicator(
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            ConsumerState state,
            KafkaAdmin admin,
            ConsumerSettings settings) {
        WaitingRecords waiting = new WaitingRecords(admin, settings.group());
        return new ConsumerLiveness(container, state, waiting, settings.longestSilence());
    }

    @SuppressWarnings(
            "unchecked") // Boot's factory is declared for any types; ours follow from the serializers set here.
    private static ProducerFactory<byte[], byte[]> quarantineProducers(
            ProducerFactory<?, ?> producers, ConsumerSettings settings) {
        int timeout = Math.toIntExact(settings.quarantineTimeout().toMillis());
        return ((ProducerFactory<byte[], byte[]>) producers)
                .copyWithConfigurationOverride(Map.of(
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Quarantine.MAX_RECORD_BYTES,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2L * Quarantine.MAX_RECORD_BYTES,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        timeout,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        timeout / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        timeout));
    }
}
