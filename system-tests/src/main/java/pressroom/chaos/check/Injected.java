package pressroom.chaos.check;

import java.util.Arrays;
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

/** What faults have put into the system, what they excuse, and what they saw. */
public final class Injected {
    private final Map<String, Poison> poison = new ConcurrentHashMap<>();
    private final Map<String, Poison> mistakes = new ConcurrentHashMap<>();
    private final Map<String, Collection<Answers>> attacks = new ConcurrentHashMap<>();
    private final Queue<World.Record> deleted = new ConcurrentLinkedQueue<>();
    private final AtomicLong resendsExcused = new AtomicLong();
    private final Queue<Earlier> earlier = new ConcurrentLinkedQueue<>();
    private final Queue<Violation> findings = new ConcurrentLinkedQueue<>();
    private final Excuses excuses = new Excuses();
    private final OperatorCalls operatorCalls = new OperatorCalls();

    /** A record of a topic that was deleted, and the group that may have dead-lettered it; null for every group. */
    private record Earlier(@Nullable String group, Poison record) {}

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

    /** The topic was deleted: offsets begin again, and no group need have read what was on it. */
    public void topicReplaced() {
        poison.values().forEach(record -> earlier.add(new Earlier(null, record)));
        mistakes.forEach((key, record) -> earlier.add(new Earlier(key.replaceFirst(" .*", ""), record)));
        poison.clear();
        mistakes.clear();
    }

    /** Whether the record lay on a topic that was deleted since, and was to be dead-lettered. */
    boolean wasOnEarlierTopic(World.DeadLetter letter) {
        return earlier.stream()
                .filter(known -> known.group() == null || known.group().equals(letter.group()))
                .map(Earlier::record)
                .anyMatch(record -> record.partition() == letter.partition()
                        && record.offset() == letter.offset()
                        && Arrays.equals(record.value(), letter.value()));
    }

    /** Which invariants are excused, and until when. */
    public Excuses excuses() {
        return excuses;
    }

    /** What the operator has called. */
    public OperatorCalls operatorCalls() {
        return operatorCalls;
    }

    /** Remembers what a fault saw and should not have. */
    public void found(Invariant invariant, String what) {
        findings.add(Violation.of(invariant, "%s", what));
    }

    Collection<Violation> findings() {
        return findings;
    }

    /** Remembers records that a fault deletes from the topic, in the order of each partition: they were there. */
    public void deleted(Collection<World.Record> records) {
        deleted.addAll(records);
    }

    Collection<World.Record> deleted() {
        return deleted;
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
