package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import pressroom.chaos.check.Excuse;
import pressroom.chaos.check.Excuses;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.ReportSource;

/**
 * The counter's tables are set back or edited by hand. C8 and what progress tells of the counter are excused until a repair
 * was answered that leaves nothing over.
 */
final class CounterFaults {
    /** Fewer may be mended by events before any audit. */
    private static final int SET_BACK_ROWS = 20;

    private static final String SET_BACK = "the counter's totals are set back";
    private static final String BY_HAND = "a total and a ledger row are changed by hand";

    private static final Duration COUNTED = Duration.ofSeconds(60);

    private CounterFaults() {}

    static List<Fault> all() {
        return List.of(
                of(SET_BACK, Set.of(38), CounterFaults::setBack), of(BY_HAND, Set.of(38), CounterFaults::changeByHand));
    }

    private static void setBack(Scene scene) throws Exception {
        try (Connection counter = scene.databases().connect("counter");
                Connection look = scene.databases().connect("counter")) {
            copy(counter);
            scene.last(3, 6);
            if (!Expectation.within(COUNTED, () -> changedSinceCopy(look).size() >= SET_BACK_ROWS)) {
                throw new FaultDidNotHappen("too few ledger rows have changed since they were copied");
            }
            List<Excuse> excuses = excuses(scene, SET_BACK);
            LedgerRows wrong = restore(counter);
            CounterTeam team = new CounterTeam(scene);
            CounterTeam.Last last = team.auditUntil(
                    audit -> audit.unnamed(wrong.stillWrong(look)).isEmpty());
            if (!last.isWanted()) {
                scene.injected()
                        .found(
                                Invariant.C10,
                                "%d ledger rows were set back, and an audit does not name %s: %s"
                                        .formatted(
                                                wrong.left().size(),
                                                last.audit().unnamed(wrong.stillWrong(look)),
                                                last.audit()));
            }
            repair(team, "the tables were set back", excuses);
        }
    }

    private static List<Excuse> excuses(Scene scene, String fault) {
        String call = "POST %s that leaves nothing over".formatted(CounterTeam.REPAIR);
        Excuses excuses = scene.injected().excuses();
        return List.of(
                excuses.untilAnswered(call, Invariant.C8, fault),
                excuses.untilAnswered(call, ReportSource.COUNTER, fault));
    }

    /** What a repair has left over excuses nothing: the excuses stay open, which is told at the end of the run. */
    private static void repair(CounterTeam team, String reason, List<Excuse> excuses) throws InterruptedException {
        if (team.repair("chaos: " + reason)) {
            excuses.forEach(Excuse::close);
            team.requireClean();
        }
    }

    /** As a backup: both tables at one snapshot. */
    private static void copy(Connection counter) throws SQLException {
        try (Statement statement = counter.createStatement()) {
            statement.execute("drop table if exists chaos_ledger, chaos_users");
            counter.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("create table chaos_ledger as table ledger");
            statement.execute("create table chaos_users as table users");
            counter.commit();
        }
    }

    private static List<String> changedSinceCopy(Connection counter) throws SQLException {
        List<String> changed = new ArrayList<>();
        try (Statement statement = counter.createStatement();
                ResultSet row = statement.executeQuery("""
                        select blog_id from ledger l left join chaos_ledger c using (blog_id)
                        where c.version is distinct from l.version
                        """)) {
            while (row.next()) {
                changed.add(row.getString(1));
            }
        }
        return changed;
    }

    /** Returns the ledger rows that it sets back, as they are then. */
    private static LedgerRows restore(Connection counter) throws SQLException {
        try (Statement statement = counter.createStatement()) {
            statement.execute("lock table ledger, users in exclusive mode");
            List<String> changed = changedSinceCopy(counter);
            statement.execute("delete from ledger");
            statement.execute("delete from users");
            statement.execute("insert into ledger select * from chaos_ledger");
            statement.execute("insert into users select * from chaos_users");
            LedgerRows wrong = LedgerRows.of(counter, changed);
            counter.commit();
            return wrong;
        }
    }

    private static void changeByHand(Scene scene) throws Exception {
        // The first fault of a run may come before the first event.
        Expectation.require(
                scene,
                Invariant.C6,
                COUNTED,
                "nothing is counted, though authors publish",
                () -> isSomethingCounted(scene));
        String chance = Long.toString(scene.random().nextLong());
        String how = List.of(
                        "delete from ledger where blog_id = '%s'",
                        "update ledger set live = not live where blog_id = '%s'",
                        "update ledger set version = version + 1000 where blog_id = '%s'")
                .get(scene.random().nextInt(3));
        try (Connection counter = scene.databases().connect("counter")) {
            String author = text(counter, "select id from users order by md5(id || ?) limit 1", chance);
            String blog = text(counter, "select blog_id from ledger order by md5(blog_id::text || ?) limit 1", chance);
            String ofBlog = text(counter, "select author_id from ledger where blog_id::text = ?", blog);
            List<Excuse> excuses = excuses(scene, BY_HAND);
            LedgerRows wrong = change(counter, author, blog, how.formatted(UUID.fromString(blog)));
            CounterTeam team = new CounterTeam(scene);
            CounterTeam.Last last = team.auditUntil(audit -> audit.totals().contains(author)
                    && audit.unnamed(wrong.stillWrong(counter)).isEmpty());
            Set<String> others = new TreeSet<>(last.audit().totals());
            others.addAll(last.audit().posts());
            others.removeAll(List.of(author, ofBlog, blog));
            if (!last.isWanted() || !others.isEmpty()) {
                scene.injected()
                        .found(
                                Invariant.C10,
                                "the total of %s and post %s were changed by hand, and an audit says %s"
                                        .formatted(author, blog, last.audit()));
            }
            repair(team, "a total and a row were changed by hand", excuses);
        }
    }

    /** Returns the row as it is then. */
    private static LedgerRows change(Connection counter, String author, String blog, String how) throws SQLException {
        counter.setAutoCommit(false);
        try (PreparedStatement total =
                        counter.prepareStatement("update users set total_blogs = total_blogs + 3 where id = ?");
                Statement statement = counter.createStatement()) {
            // The counter locks ledger rows first, then totals.
            statement.execute(how);
            total.setString(1, author);
            total.executeUpdate();
            LedgerRows wrong = LedgerRows.of(counter, List.of(blog));
            counter.commit();
            return wrong;
        } finally {
            counter.setAutoCommit(true);
        }
    }

    private static boolean isSomethingCounted(Scene scene) throws SQLException {
        try (Connection counter = scene.databases().connect("counter");
                Statement statement = counter.createStatement();
                ResultSet some = statement.executeQuery("select exists (select from ledger)")) {
            some.next();
            return some.getBoolean(1);
        }
    }

    private static String text(Connection counter, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = counter.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("nothing is counted yet: " + sql);
                }
                return row.getString(1);
            }
        }
    }
}
