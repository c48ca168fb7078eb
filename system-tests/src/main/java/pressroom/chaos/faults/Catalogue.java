package pressroom.chaos.faults;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All faults that one machine can inject into the running system. */
public final class Catalogue {
    private static final int HOT_POSTS = 400;

    private Catalogue() {}

    /**
     * The faults that cover any of the given rows; all of them when none is given.
     *
     * @throws IllegalArgumentException when no fault covers them
     */
    public static List<Fault> covering(Set<Integer> rows) {
        List<Fault> some = all().filter(fault -> rows.isEmpty() || !Collections.disjoint(fault.rows(), rows))
                .toList();
        if (some.isEmpty()) {
            throw new IllegalArgumentException(
                    "No fault of the schedule covers %s; see docs/guarantees.md".formatted(rows));
        }
        return some;
    }

    /** The crash points that the schedule arms. */
    public static List<String> crashPoints() {
        return CrashFaults.names();
    }

    private static Stream<Fault> all() {
        Fault hotAuthor = Fault.of("one author publishes hundreds at once", Set.of(16), scene -> scene.load()
                .burst("hot-author", HOT_POSTS, scene.random().nextLong()));
        return Stream.of(
                        ProcessFaults.all(),
                        CrashFaults.all(),
                        // Twice in the deck: each crash point is to be hit often.
                        CrashFaults.all(),
                        LinkFaults.all(),
                        ServerFaults.all(),
                        DatabaseFaults.all(),
                        GroupFaults.all(),
                        EventFaults.all(),
                        RedriveFaults.all(),
                        RetentionFaults.all(),
                        SearchFaults.all(),
                        CounterFaults.all(),
                        RelayFaults.all(),
                        RestoreFaults.all(),
                        TopicFaults.all(),
                        AliasFaults.all(),
                        SessionFaults.all(),
                        DoorFaults.all(),
                        List.of(hotAuthor))
                .flatMap(List::stream);
    }
}
