package pressroom.chaos.check;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What faults have put into the system, and what they excuse. */
public final class Injected {
    private final Map<String, Poison> poison = new ConcurrentHashMap<>();
    private final AtomicLong resendsExcused = new AtomicLong();

    /** Remembers a record that every group must quarantine. */
    public void poison(Poison record) {
        poison.put(record.partition() + "@" + record.offset(), record);
    }

    /** The relay may send so many events again because of what was just done to it. */
    public void excuseResends(long events) {
        resendsExcused.addAndGet(events);
    }

    Collection<Poison> poison() {
        return poison.values();
    }

    @Nullable
    Poison poisonAt(int partition, long offset) {
        return poison.get(partition + "@" + offset);
    }

    long resendsExcused() {
        return resendsExcused.get();
    }

    /** A poisonous record and where it landed. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by the checker, byte for byte.
    public record Poison(String kind, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {}
}
