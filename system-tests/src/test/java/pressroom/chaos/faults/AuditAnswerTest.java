package pressroom.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** That an audit has to name each row that is wrong, and that a repair with something left over is none. */
class AuditAnswerTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void anAuditThatNamesOneOfManyRowsLeavesTheOthersUnnamed() {
        AuditAnswer audit = audit(Set.of("post-7"), false);

        assertThat(audit.unnamed(posts(300))).hasSize(299).doesNotContain("post-7");
        assertThat(audit.unnamed(Set.of("post-7"))).isEmpty();
    }

    @Test
    void moreRowsThanAnAnswerNamesAreExcusedOnlyIfItSaysSo() {
        Set<String> named = posts(1_000);

        assertThat(audit(named, true).unnamed(posts(1_001))).isEmpty();
        assertThat(audit(named, false).unnamed(posts(1_001))).containsExactly("post-1000");
        assertThat(audit(posts(400), true).unnamed(posts(900))).hasSize(500);
    }

    @Test
    void aRowThatAnEventHasMendedNeedsNoName() {
        LedgerRows left = new LedgerRows(Map.of("deleted", "none", "edited", "3 true", "untouched", "2 false"));
        LedgerRows now = new LedgerRows(Map.of("deleted", "1 true", "edited", "4 true", "untouched", "2 false"));

        assertThat(left.unchanged(now)).containsExactly("untouched");
    }

    @Test
    void aRepairIsDoneIfNothingIsLeftOver() {
        assertThat(answer("{'undecided':[],'more':false}").isRepaired()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'undecided':[],'more':true}",
                "{'undecided':[{'blogId':'x','reason':'not passed'}],'more':false}",
                "{'undecided':[]}",
                "{'more':false}",
                "{}"
            })
    void aRepairWithSomethingLeftOverOrUnsaidIsNotDone(String answer) {
        assertThat(answer(answer).isRepaired()).isFalse();
    }

    private static Set<String> posts(int number) {
        return IntStream.range(0, number).mapToObj(i -> "post-" + i).collect(Collectors.toCollection(TreeSet::new));
    }

    private static AuditAnswer audit(Set<String> named, boolean more) {
        String posts = named.stream()
                .map(post -> "{\"blogId\":\"%s\"}".formatted(post))
                .collect(Collectors.joining(",", "[", "]"));
        return new AuditAnswer(JSON.readTree("{\"result\":\"drift\",\"posts\":%s,\"more\":%s}".formatted(posts, more)));
    }

    private static AuditAnswer answer(String json) {
        return new AuditAnswer(JSON.readTree(json.replace('\'', '"')));
    }
}
