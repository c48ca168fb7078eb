package pressroom.rivals.index;

import co.elastic.clients.elasticsearch._helpers.bulk.BulkListener;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import java.util.List;

/** Tells each item's batch what has become of it. The ingester calls this with items that it will not send again. */
final class SettleItems implements BulkListener<PendingBatch> {

    @Override
    public void beforeBulk(long id, BulkRequest request, List<PendingBatch> batches) {}

    @Override
    public void afterBulk(long id, BulkRequest request, List<PendingBatch> batches, BulkResponse response) {
        for (int i = 0; i < batches.size(); i++) {
            batches.get(i).settle(response.items().get(i));
        }
    }

    @Override
    public void afterBulk(long id, BulkRequest request, List<PendingBatch> batches, Throwable failure) {
        batches.forEach(batch -> batch.fail(failure.toString()));
    }
}
