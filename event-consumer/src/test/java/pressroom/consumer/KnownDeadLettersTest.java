package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is known of the dead letters while Kafka does not answer. */
class KnownDeadLettersTest {

    private static final ConsumerSettings SETTINGS = new ConsumerSettings(
            "group",
            "topic",
            1,
            1,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            0);

    private final ConsumerRecord<byte[], byte[]> source =
            new ConsumerRecord<>("topic", 2, 7, new byte[0], "a post".getBytes(UTF_8));

    @Test
    void theAcknowledgementOfALetterWaitsForNoRefresh() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Map<String, Object> clients = Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
            KnownDeadLetters known = new KnownDeadLetters(clients, clients, SETTINGS);
            Future<String> refresh = thread.submit(known::refresh);
            try (Socket asked = silent.accept()) {
                known.add(DeadLetterId.of("id", source), 0, 3);

                assertThat(known.contains("id", new Poison(source, "a defect"))).isTrue();
                assertThat(refresh.isDone()).isFalse();
                assertThat(asked.isConnected()).isTrue();
            }
            await().atMost(Duration.ofSeconds(30)).until(refresh::isDone);
        } finally {
            thread.shutdown();
        }
    }
}
