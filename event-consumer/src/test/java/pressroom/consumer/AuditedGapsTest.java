package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pressroom.consumer.gaps.AuditedGaps;

/** Which gaps a clean audit closes. */
@Timeout(240)
@ExtendWith(OutputCaptureExtension.class)
class AuditedGapsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String topic = Broker.newTopic(2);
    private final Handled handled = new Handled();

    @BeforeEach
    void recordsAreDeletedBeforeTheGroupComesToThem() {
        for (int partition : new int[] {0, 1}) {
            IntStream.rangeClosed(1, 6).forEach(version -> Broker.send(Events.good(topic, partition, version)));
        }
        Broker.deleteRecords(topic, 1, 4);
    }

    @Test
    void thoseThatWereNoticedBeforeItBegan(CapturedOutput log) {
        AuditedGaps.Known known;
        try (RunningConsumer first = RunningConsumer.webThatCommitsSoon(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 12);
            known = first.auditedGaps().beforeAudit();
        }
        IntStream.rangeClosed(7, 10).forEach(version -> Broker.send(Events.good(topic, 0, version)));
        Broker.deleteRecords(topic, 0, 8);
        try (RunningConsumer second = RunningConsumer.webThatCommitsSoon(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 16);
            assertThat(second.gapRecords(0)).isEqualTo(2);
            assertThat(second.gapRecords(1)).isEqualTo(4);

            second.auditedGaps().afterCleanAudit(known, "olga");

            assertThat(second.gapRecords(0)).as("noticed later").isEqualTo(2);
            assertThat(second.gapRecords(1)).isZero();
            assertThat(log).contains("operator=olga call=closeGaps group=" + topic + " reason=\"an audit that began");
            await().atMost(PATIENCE).until(() -> "".equals(Broker.metadata(topic, 1)));
            second.auditedGaps().afterCleanAudit(second.auditedGaps().beforeAudit(), "olga");
            assertThat(second.gaps()).isEqualTo("null");
        }
    }
}
