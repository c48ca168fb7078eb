package pressroom.chaos.check;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.load.Books;
import pressroom.chaos.load.Load;
import pressroom.chaos.load.Post;

/** The whole check at the end of a run. */
public final class Inspection {
    /** Every post's document is compared with its row; so many posts are also searched for, which costs a fuzzy query each. */
    private static final int SEARCHED = 2_000;

    /** How long before its answer a request may have begun. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(20);

    private static final List<String> GROUPS = List.of(Role.COUNTER.service(), Role.INDEXER.service());

    private final Cluster cluster;
    private final Injected injected;

    /** Of a cluster into which these faults have put something. */
    public Inspection(Cluster cluster, Injected injected) {
        this.cluster = cluster;
        this.injected = injected;
    }

    /**
     * Everything that should not be.
     *
     * @param totals closed
     * @param reports closed
     * @param load stopped; publishes one post more, to see whether it goes through
     */
    public List<Violation> inspect(Load load, Drain.Result drain, TotalsWatch totals, ReportsWatch reports)
            throws IOException, InterruptedException, SQLException {
        List<Violation> violations = new ArrayList<>();
        drain.missing().forEach(missing -> violations.add(Violation.of(Invariant.C6, "after 180 s %s", missing)));
        violations.addAll(canary(load));
        Books books = load.books();
        World world = world();
        violations.addAll(Checker.check(books.posts(), world, injected));
        violations.addAll(DeadLetterCheck.check(world.deadLetters(), injected, GROUPS));
        if (world.refused() > 0) {
            violations.add(Violation.of(Invariant.C7, "Kafka has refused %d good events for good", world.refused()));
        }
        List<Post> some = new ArrayList<>(books.posts());
        some.removeIf(post -> post.outcome() != Post.Outcome.OK || post.wish() == Post.Wish.GOING);
        Collections.shuffle(some, new Random(some.size()));
        violations.addAll(new Readers(cluster).find(some.subList(0, Math.min(SEARCHED, some.size()))));
        violations.addAll(totals.violations());
        violations.addAll(reports.violations());
        violations.addAll(CopiesCheck.check(books.posts(), world, injected.operatorCalls()));
        violations.addAll(wrongAnswers(books));
        violations.addAll(injected.findings());
        violations.addAll(injected.excuses().open());
        cluster.keeper().unexplained().forEach(end -> violations.add(Violation.of(Invariant.C9, "%s", end)));
        for (Instance instance : cluster.instances()) {
            instance.memoryErrors()
                    .forEach(line ->
                            violations.add(Violation.of(Invariant.C9, "%s had no memory: %s", instance.name(), line)));
        }
        return violations;
    }

    /** C9: what was answered while no fault excused it. */
    private List<Violation> wrongAnswers(Books books) {
        return books.wrongAnswers().stream()
                .filter(wrong ->
                        !injected.excuses().cover(Invariant.C9, wrong.at().minus(LONGEST_REQUEST), wrong.at()))
                .map(wrong -> Violation.of(Invariant.C9, "%s", wrong.what()))
                .toList();
    }

    /** What is stored everywhere now. */
    public World world() throws IOException, InterruptedException, SQLException {
        Databases databases = new Databases(cluster.stack());
        Topics topics = new Topics(cluster.stack());
        List<World.DeadLetter> letters = new ArrayList<>();
        GROUPS.forEach(group -> letters.addAll(topics.deadLetters(group)));
        List<World.Record> records = new ArrayList<>(injected.deleted());
        records.addAll(topics.records());
        return new World(
                databases.rows(),
                databases.refused(),
                records,
                databases.totals(),
                databases.counted(),
                new Index(cluster.stack()).documents(),
                letters);
    }

    private List<Violation> canary(Load load) throws IOException, InterruptedException {
        Readers readers = new Readers(cluster);
        long before = readers.total("canary");
        return readers.meet(load.canary(), before);
    }
}
