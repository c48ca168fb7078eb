package pressroom.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That dead letters of a topic that was deleted are neither taken for those of the new one nor for good records. */
class DeletedTopicTest {

    private static final List<String> GROUPS = List.of("counter-consumer");

    private final Injected injected = new Injected();

    @Test
    void poisonOfTheDeletedTopicMayOrMayNotHaveBeenRead() {
        injected.poison(new Injected.Poison("an old poison", 1, 5, null, new byte[] {9}));
        injected.topicReplaced();

        assertThat(DeadLetterCheck.check(List.of(), injected, GROUPS)).isEmpty();
        assertThat(DeadLetterCheck.check(List.of(letter(new byte[] {9})), injected, GROUPS))
                .isEmpty();
        assertThat(DeadLetterCheck.check(List.of(letter(new byte[] {8})), injected, GROUPS))
                .singleElement()
                .satisfies(violation -> assertThat(violation.what()).contains("good record"));
    }

    @Test
    void anOldLetterAtTheSamePlaceDoesNotStandForANewOne() {
        injected.poison(new Injected.Poison("an old poison", 1, 5, null, new byte[] {9}));
        injected.topicReplaced();
        injected.poison(new Injected.Poison("a new poison", 1, 5, null, new byte[] {7}));

        assertThat(DeadLetterCheck.check(List.of(letter(new byte[] {9})), injected, GROUPS))
                .singleElement()
                .satisfies(violation -> assertThat(violation.what()).contains("did not quarantine a new poison"));
        assertThat(DeadLetterCheck.check(List.of(letter(new byte[] {9}), letter(new byte[] {7})), injected, GROUPS))
                .isEmpty();
    }

    private static World.DeadLetter letter(byte[] value) {
        return new World.DeadLetter("counter-consumer", 1, 5, null, value, "not readable");
    }
}
