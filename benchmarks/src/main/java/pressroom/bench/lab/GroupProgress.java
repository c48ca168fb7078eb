package pressroom.bench.lab;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;

/** A consumer group's committed offsets: what it says is done, and would not do again. */
public final class GroupProgress implements Progress, AutoCloseable {
    private final Admin admin;
    private final String group;

    /** Of one group. */
    public GroupProgress(Map<String, Object> client, String group) {
        this.admin = Admin.create(client);
        this.group = group;
    }

    @Override
    public long done() throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group)
                .get()
                .values()
                .stream()
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
