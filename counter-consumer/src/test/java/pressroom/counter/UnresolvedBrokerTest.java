package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pressroom.servers.ServiceWithHosts;

/** The service while the name of Kafka's broker cannot be resolved, as before a cluster's DNS knows it. */
@Tag("faults")
class UnresolvedBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void theServiceSaysWhyItDoesNotConsumeAndConsumesWhenTheNameCanBeResolved() throws Exception {

        try (ServiceWithHosts service =
                ServiceWithHosts.start(CounterConsumer.class, Topic.STACK, "counter-consumer")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(service.health("readiness"))
                    .contains("\"status\":\"DOWN\"", "No resolvable bootstrap urls", "tried again"));
            assertThat(service.health("liveness")).contains("\"status\":\"UP\"");

            service.resolve();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(service.health("readiness"))
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("DOWN"));
            assertThat(service.isAlive()).isTrue();
        }
    }
}
