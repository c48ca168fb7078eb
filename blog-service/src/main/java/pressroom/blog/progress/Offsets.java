package pressroom.blog.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where partitions begin and end. */
final class Offsets {

    private Offsets() {}

    static Map<TopicPartition, Long> of(
            Admin kafka, Collection<TopicPartition> partitions, OffsetSpec spec, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        deadline.await(kafka.listOffsets(question).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
