package pressroom.rivals.index;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.bulk.OperationType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingBatchTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final PendingBatch batch = new PendingBatch(2);

    @Test
    void isDoneWhenAllItemsAreWrittenOrHaveAHigherVersion() {
        batch.settle(item(201, null));
        batch.settle(item(409, "version_conflict_engine_exception"));
        assertThatCode(() -> batch.await(SHORT)).doesNotThrowAnyException();
    }

    @Test
    void isNotDoneWhileAnItemIsOpen() {
        batch.settle(item(201, null));
        assertThatIllegalStateException().isThrownBy(() -> batch.await(SHORT)).withMessageContaining("1 documents");
    }

    @Test
    void failsWithAnItemThatIsRefused() {
        batch.settle(item(201, null));
        batch.settle(item(429, "es_rejected_execution_exception"));
        assertThatIllegalStateException().isThrownBy(() -> batch.await(SHORT)).withMessageContaining("429");
    }

    @Test
    void failsWithItsRequest() {
        batch.fail("connection refused");
        batch.fail("connection refused");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.await(SHORT))
                .withMessageContaining("connection refused");
    }

    private static BulkResponseItem item(int status, String error) {
        return BulkResponseItem.of(item -> {
            item.operationType(OperationType.Index).index("blogs-v1").id("1").status(status);
            return error == null ? item : item.error(cause -> cause.type(error).reason(error));
        });
    }
}
