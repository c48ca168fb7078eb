package pressroom.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TableTest {

    private final List<String> order = new ArrayList<>();
    private final Table table = new Table("counter", "ours", "ceiling");

    @Test
    void contendersTakeTurnsAfterTheFirstHasWarmedTheServers() throws Exception {
        table.interleaved(List.of(exact("ours", 1, 1, 1), exact("ceiling", 1, 1), exact("rival", 1, 1)), 2);

        assertThat(order).containsExactly("ours", "ours", "ceiling", "rival", "ours", "ceiling", "rival");
    }

    @Test
    void mediansAreComparedSoThatNeitherTheWarmUpNorOneBadRoundDecides() throws Exception {
        table.interleaved(List.of(exact("ours", 1_000, 80, 1, 75), exact("ceiling", 100, 90, 1_000)), 3);

        assertThat(table.json())
                .contains("\"events_per_s\":75,", "\"ceiling_per_s\":100,", "\"ratio\":0.750,", "\"rivals\":{}");
        assertThat(table.text()).contains("1-80");
    }

    @Test
    void eachRoundIsComparedWithTheCeilingBesideItTooSinceAMachineThatGetsSlowerSlowsBoth() throws Exception {
        table.interleaved(List.of(exact("ours", 1, 90, 45, 9), exact("ceiling", 100, 60, 10)), 3);

        assertThat(table.json()).contains("\"ratio\":0.750,", "\"ratio_by_round\":0.900,");
        assertThat(table.text()).contains("0.90 (0.75-0.90)");
    }

    @Test
    void costsAreMediansToo() throws Exception {
        table.interleaved(
                List.of(contender(
                        "ours",
                        new ArrayDeque<>(
                                List.of(costing(90, 900), costing(9, 300), costing(90, 100), costing(8, 120))))),
                3);

        assertThat(table.text()).containsPattern(" 120 .* service 9\\.0");
    }

    @Test
    void aRivalThatIsNotExactIsNamedAndSpoilsNothingOfOurs() throws Exception {
        table.interleaved(List.of(exact("ours", 1, 1), exact("ceiling", 1), lossy("rival")), 1);

        assertThat(table.isExact()).isTrue();
        assertThat(table.json()).contains("\"rivals\":{\"rival\":7}", "\"exact\":true");
        assertThat(table.text()).contains("NOT EXACT: 3 are missing");
    }

    @Test
    void oneRoundOfOursThatIsNotExactSpoilsAllOfThem() throws Exception {
        table.interleaved(List.of(exact("ours", 1, 1), exact("ceiling", 1)), 1);
        table.interleaved(List.of(lossy("ours")), 1);

        assertThat(table.isExact()).isFalse();
        assertThat(table.json()).contains("\"exact\":false");
    }

    @Test
    void aWarmUpThatIsNotExactSpoilsTheRoundsAfterIt() throws Exception {
        Round round = new Round(75, Map.of(), 0, 0, 0, "");
        Round lossy = new Round(75, Map.of(), 0, 0, 0, "3 are missing");

        table.interleaved(List.of(contender("ours", new ArrayDeque<>(List.of(lossy, round)))), 1);

        assertThat(table.isExact()).isFalse();
        assertThat(table.json()).contains("\"events_per_s\":75,", "\"exact\":false");
        assertThat(table.text()).contains("NOT EXACT: 3 are missing");
    }

    private Contender exact(String name, double... perSecond) {
        Queue<Round> rounds = new ArrayDeque<>();
        for (double each : perSecond) {
            rounds.add(new Round(each, Map.of("service", 9.5), 120, 0, 0, ""));
        }
        return contender(name, rounds);
    }

    private static Round costing(double microseconds, double walBytes) {
        return new Round(1, Map.of("service", microseconds), walBytes, 0, 0, "");
    }

    private Contender lossy(String name) {
        Round round = new Round(7, Map.of(), 0, 0, 0, "3 are missing");
        return contender(name, new ArrayDeque<>(List.of(round, round)));
    }

    private Contender contender(String name, Queue<Round> rounds) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Round run() {
                order.add(name);
                return rounds.remove();
            }
        };
    }
}
