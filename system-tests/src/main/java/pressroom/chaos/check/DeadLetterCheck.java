package pressroom.chaos.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** C7: each group has quarantined what was injected, all of it, and nothing else but what its store was made to refuse. */
final class DeadLetterCheck {
    private DeadLetterCheck() {}

    static List<Violation> check(List<World.DeadLetter> letters, Injected injected, List<String> groups) {
        List<Violation> violations = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (World.DeadLetter letter : letters) {
            // A crash between the write and the commit keeps a record twice: its place tells.
            Injected.Poison poison = known(letter, injected);
            boolean isUnchanged = poison != null
                    && Arrays.equals(poison.key(), letter.key())
                    && Arrays.equals(poison.value(), letter.value());
            if (!isUnchanged && injected.wasOnEarlierTopic(letter)) {
                continue;
            }
            kept.add(letter.group() + " " + letter.partition() + "@" + letter.offset());
            if (poison == null) {
                violations.add(Violation.of(
                        Invariant.C7,
                        "%s quarantined %d@%d, which is a good record: %s",
                        letter.group(),
                        letter.partition(),
                        letter.offset(),
                        letter.reason()));
            } else if (!isUnchanged) {
                violations.add(Violation.of(Invariant.C7, "%s changed the bytes of %s", letter.group(), poison.kind()));
            }
        }
        for (String group : groups) {
            for (Injected.Poison poison : injected.poison()) {
                if (!kept.contains(group + " " + poison.partition() + "@" + poison.offset())) {
                    violations.add(Violation.of(
                            Invariant.C7,
                            "%s did not quarantine %s at %d@%d",
                            group,
                            poison.kind(),
                            poison.partition(),
                            poison.offset()));
                }
            }
        }
        return violations;
    }

    /** A good record is excused only where its store was made to refuse it, and for that reason. */
    private static Injected.@Nullable Poison known(World.DeadLetter letter, Injected injected) {
        Injected.Poison poison = injected.poisonAt(letter.partition(), letter.offset());
        Injected.Poison mistake = injected.mistakeAt(letter.group(), letter.partition(), letter.offset());
        return mistake != null && letter.reason().contains(mistake.kind()) ? mistake : poison;
    }
}
