package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import pressroom.chaos.check.Excuse;
import pressroom.chaos.check.Invariant;
import tools.jackson.databind.JsonNode;

/** The counter's tables are set back or edited by hand. C8 and C10 are excused until the repair has been answered. */
final class CounterFaults {
    /** Fewer may be mended by events before anybody audits. */
    private static final int SURELY_FOUND = 20;

    private static final String SET_BACK = "the counter's totals are set back";
    private static final String BY_HAND = "a total and a ledger row are changed by hand";

    private static final Duration COUNTED = Duration.ofSeconds(60);

    private CounterFaults() {}

    static List<Fault> all() {
        return List.of(
                of(SET_BACK, Set.of(38), CounterFaults::setBack), of(BY_HAND, Set.of(38), CounterFaults::changeByHand));
    }

    private static Excuse untilRepaired(Scene scene, Invariant invariant, String fault) {
        return scene.injected().excuses().untilAnswered("POST /ops/repair", invariant, fault);
    }

    private static void setBack(Scene scene) throws Exception {
        try (Connection counter = scene.databases().connect("counter")) {
            copy(counter);
            scene.last(3, 6);
            CounterTeam team = new CounterTeam(scene.cluster(), scene.random());
            try (Excuse totals = untilRepaired(scene, Invariant.C8, SET_BACK);
                    Excuse reports = untilRepaired(scene, Invariant.C10, SET_BACK)) {
                int rows = restore(counter);
                JsonNode audit = team.auditUntil(report -> !isUnknown(report));
                if (rows >= SURELY_FOUND && audit.path("posts").isEmpty()) {
                    scene.load()
                            .books()
                            .wrong("%d ledger rows were set back and an audit said %s".formatted(rows, audit));
                }
                team.repair("the tables were set back");
            }
            mustBeClean(scene, team);
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

    /** Returns how many ledger rows it sets back. */
    private static int restore(Connection counter) throws SQLException {
        try (Statement statement = counter.createStatement()) {
            statement.execute("lock table ledger, users in exclusive mode");
            int rows;
            try (ResultSet changed = statement.executeQuery("""
                    select count(*) from ledger l left join chaos_ledger c using (blog_id)
                    where c.version is distinct from l.version
                    """)) {
                changed.next();
                rows = changed.getInt(1);
            }
            statement.execute("delete from ledger");
            statement.execute("delete from users");
            statement.execute("insert into ledger select * from chaos_ledger");
            statement.execute("insert into users select * from chaos_users");
            counter.commit();
            return rows;
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
        CounterTeam team = new CounterTeam(scene.cluster(), scene.random());
        String chance = Long.toString(scene.random().nextLong());
        String how = List.of(
                        "delete from ledger where blog_id = '%s'",
                        "update ledger set live = not live where blog_id = '%s'",
                        "update ledger set version = version + 1000 where blog_id = '%s'")
                .get(scene.random().nextInt(3));
        try (Connection counter = scene.databases().connect("counter");
                Statement statement = counter.createStatement();
                Excuse wrongTotals = untilRepaired(scene, Invariant.C8, BY_HAND);
                Excuse reports = untilRepaired(scene, Invariant.C10, BY_HAND)) {
            String author = text(counter, "select id from users order by md5(id || ?) limit 1", chance);
            String blog = text(counter, "select blog_id from ledger order by md5(blog_id::text || ?) limit 1", chance);
            String ofBlog = text(counter, "select author_id from ledger where blog_id::text = ?", blog);
            try (PreparedStatement total =
                    counter.prepareStatement("update users set total_blogs = total_blogs + 3 where id = ?")) {
                total.setString(1, author);
                total.executeUpdate();
            }
            statement.execute(how.formatted(UUID.fromString(blog)));
            JsonNode audit = team.auditUntil(
                    report -> named(report, "totals", "authorId").contains(author));
            Set<String> strangers = named(audit, "posts", "blogId");
            strangers.remove(blog);
            Set<String> totals = named(audit, "totals", "authorId");
            strangers.addAll(totals);
            strangers.removeAll(List.of(author, ofBlog));
            if (!totals.contains(author) || !strangers.isEmpty()) {
                scene.load()
                        .books()
                        .wrong("the total of %s and post %s were changed by hand, and an audit said %s"
                                .formatted(author, blog, audit));
            }
            team.repair("a total and a row were changed by hand");
        }
        mustBeClean(scene, team);
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

    private static Set<String> named(JsonNode audit, String list, String field) {
        Set<String> names = new HashSet<>();
        audit.path(list).forEach(each -> names.add(each.path(field).asString("")));
        return names;
    }

    private static boolean isUnknown(JsonNode report) {
        return report.path("result").asString("unknown").equals("unknown");
    }

    private static void mustBeClean(Scene scene, CounterTeam team) throws InterruptedException {
        JsonNode audit =
                team.auditUntil(report -> report.path("result").asString("").equals("clean"));
        if (!audit.path("result").asString("").equals("clean")) {
            scene.load().books().wrong("after a repair an audit said " + audit);
        }
    }
}
