package pressroom.servers;

import org.testcontainers.kafka.KafkaContainer;

/** Kafka that tells its clients the address where its port is published, whatever Testcontainers takes for the engine's. */
final class LoopbackKafka extends KafkaContainer {

    LoopbackKafka(String image) {
        super(image);
    }

    @Override
    public String getBootstrapServers() {
        return "127.0.0.1:" + getMappedPort(9092);
    }
}
