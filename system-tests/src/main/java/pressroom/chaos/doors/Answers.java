package pressroom.chaos.doors;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often an attack's requests were answered in which way. Safe for several threads. */
public final class Answers {
    /** The connection was cut without an answer. */
    public static final String CUT = "cut";
    /** The connection was open and nothing had been answered when the attack ended. */
    public static final String NONE = "no answer";
    /** No connection could be made. */
    public static final String NO_CONNECTION = "no connection";

    private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> published = new ConcurrentSkipListMap<>();

    /** The sum of several. */
    public static Answers together(Collection<Answers> all) {
        Answers sum = new Answers();
        all.forEach(each -> {
            each.counts().forEach((answer, times) -> add(sum.counts, answer, times));
            each.published().forEach((author, posts) -> add(sum.published, author, posts));
        });
        return sum;
    }

    /** Notes how a client's first request was answered, if it was. */
    void add(HostileClient client) {
        int status = client.status();
        add(status > 0 ? String.valueOf(status) : client.isCut() ? CUT : NONE);
    }

    void add(String answer) {
        add(counts, answer, 1);
    }

    /** Notes that a post of this author was answered with 201, or reported as imported. */
    public void published(String author) {
        add(published, author, 1);
    }

    /** Answer to how often: a status, {@link #CUT}, {@link #NONE} or {@link #NO_CONNECTION}. */
    public Map<String, Integer> counts() {
        return numbers(counts);
    }

    /** Author to the number of posts that were answered with 201. */
    public Map<String, Integer> published() {
        return numbers(published);
    }

    /** The statuses that were answered. */
    public Set<Integer> statuses() {
        Set<Integer> statuses = new TreeSet<>();
        counts.keySet().stream()
                .filter(answer -> answer.matches("\\d+"))
                .forEach(answer -> statuses.add(Integer.valueOf(answer)));
        return statuses;
    }

    @Override
    public String toString() {
        return counts().toString();
    }

    private static void add(Map<String, AtomicInteger> to, String key, int more) {
        to.computeIfAbsent(key, first -> new AtomicInteger()).addAndGet(more);
    }

    private static Map<String, Integer> numbers(Map<String, AtomicInteger> of) {
        Map<String, Integer> all = new TreeMap<>();
        of.forEach((key, number) -> all.put(key, number.get()));
        return all;
    }
}
