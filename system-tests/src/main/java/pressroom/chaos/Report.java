package pressroom.chaos;

import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.Violation;
import pressroom.chaos.load.Post;

/** The table at the end of a run. */
final class Report {
    private static final int SHOWN = 5;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(Outcome outcome) {
        out.printf("%nPosts by outcome%n");
        Map<Post.Outcome, Long> posts =
                outcome.books().posts().stream().collect(Collectors.groupingBy(Post::outcome, Collectors.counting()));
        for (Post.Outcome each : Post.Outcome.values()) {
            line(each.name().toLowerCase(java.util.Locale.ROOT), posts.getOrDefault(each, 0L));
        }
        out.printf("%nFaults: %d%n", outcome.faults());
        outcome.struck().forEach(this::line);
        out.printf("%nAttacks at doors, answers%n");
        outcome.attacks().forEach((attack, answers) -> out.printf("  %-45s %s%n", attack, answers));
        out.printf("%nCrash points hit%n");
        outcome.crashes().forEach(this::line);
        out.printf("%nOperator's calls, answers%n");
        outcome.operatorCalls().forEach(this::line);
        out.printf("%nInvariants excused, times%n");
        outcome.excuses().forEach(this::line);
        out.printf("%nInvariants, violations%n");
        for (Invariant invariant : Invariant.values()) {
            long number = outcome.violations().stream()
                    .filter(violation -> violation.invariant() == invariant)
                    .count();
            line(invariant + " " + invariant.words(), number);
            outcome.violations().stream()
                    .filter(violation -> violation.invariant() == invariant)
                    .limit(SHOWN)
                    .map(Violation::what)
                    .forEach(what -> out.printf("      %s%n", what));
        }
        out.printf(
                "%nDrained after %.1f s; totals looked at %d times, reports %d times%n",
                outcome.drain().time().toMillis() / 1000.0, outcome.looks(), outcome.reports());
    }

    private void line(String what, Number number) {
        out.printf("  %-62s %8d%n", what, number.longValue());
    }
}
