package pressroom.chaos.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.doors.Answers;

/** What faults have put into the system, and what they excuse. */
public final class Injected {
    private final Map<String, Poison> poison = new ConcurrentHashMap<>();
    private final Map<String, Poison> mistakes = new ConcurrentHashMap<>();
    private final Map<String, Collection<Answers>> attacks = new ConcurrentHashMap<>();
    private final Queue<World.Record> deleted = new ConcurrentLinkedQueue<>();
    private final Queue<String> wronglyTold = new ConcurrentLinkedQueue<>();
    private final AtomicLong resendsExcused = new AtomicLong();

    /** Remembers a record that every group must quarantine. */
    public void poison(Poison record) {
        poison.put(record.partition() + "@" + record.offset(), record);
    }

    /** Remembers a good record that this group's store was made to refuse for a time, and so may have quarantined. */
    public void mistake(String group, Poison record) {
        mistakes.put(group + " " + record.partition() + "@" + record.offset(), record);
    }

    @Nullable
    Poison mistakeAt(String group, int partition, long offset) {
        return mistakes.get(group + " " + partition + "@" + offset);
    }

    /** Remembers records that a fault deletes from the topic, in the order of each partition: they were there. */
    public void deleted(Collection<World.Record> records) {
        deleted.addAll(records);
    }

    Collection<World.Record> deleted() {
        return deleted;
    }

    /** Remembers that something was told to be well, or not told, that a fault had broken. */
    public void wronglyTold(String what) {
        wronglyTold.add(what);
    }

    Collection<String> wronglyTold() {
        return wronglyTold;
    }

    /** Remembers how an attack was answered, and what of it was published. */
    public void attacked(String attack, Answers answers) {
        attacks.computeIfAbsent(attack, first -> new ConcurrentLinkedQueue<>()).add(answers);
    }

    /** Each attack and how its requests were answered, all its times together. */
    public Map<String, String> attacks() {
        Map<String, String> all = new TreeMap<>();
        attacks.forEach(
                (attack, answers) -> all.put(attack, Answers.together(answers).toString()));
        return all;
    }

    /** Hostile author to the number of posts that were answered with 201, or reported as imported. */
    Map<String, Integer> publishedByAttacks() {
        List<Answers> all =
                attacks.values().stream().flatMap(Collection::stream).toList();
        return Answers.together(all).published();
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

    /**
     * A record that is to be found among the dead letters, and where it was on the topic.
     *
     * @param kind for poison what is wrong with it; for a mistake what the reason names
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by the checker, byte for byte.
    public record Poison(String kind, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {}
}
