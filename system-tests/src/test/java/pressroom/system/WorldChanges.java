package pressroom.system;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import pressroom.chaos.check.Databases;
import pressroom.chaos.check.Topics;
import pressroom.stack.ServiceProcess;

/** What happens to the stores under a running platform. */
final class WorldChanges {

    private static final List<String> GROUPS = List.of("counter-consumer", "search-indexer");

    private final Processes processes;
    private final Databases databases;
    private final Topics topics;

    WorldChanges(Processes processes) {
        this.processes = processes;
        this.databases = new Databases(processes.stack);
        this.topics = new Topics(processes.stack);
    }

    /** What is published is deleted from the topic before the group reads it, and after the others have. */
    void deleteUnread(String group, Runnable publishing) throws Exception {
        awaitRead(GROUPS);
        ServiceProcess service = processes.service(group);
        service.stop();
        publishing.run();
        awaitRead(GROUPS.stream().filter(other -> !other.equals(group)).toList());
        Map<TopicPartition, RecordsToDelete> below = new HashMap<>();
        topics.ends().forEach((partition, end) -> below.put(partition, RecordsToDelete.beforeOffset(end)));
        try (Admin admin = topics.admin()) {
            admin.deleteRecords(below).all().get();
        }
        service.start();
        service.awaitReady(Processes.PATIENCE);
    }

    /** The topic is deleted before the group reads what is published; it is made again while the group is away. */
    void deleteTopicUnread(String group, Runnable publishing) throws Exception {
        awaitRead(GROUPS);
        ServiceProcess service = processes.service(group);
        service.stop();
        publishing.run();
        awaitRead(GROUPS.stream().filter(other -> !other.equals(group)).toList());
        long before = number("blog", "select count(*) from relay_topics");
        try (Admin admin = topics.admin()) {
            admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
        }
        await().atMost(Processes.PATIENCE)
                .until(() -> number("blog", "select count(*) from relay_topics") == before + 1);
        service.start();
        service.awaitReady(Processes.PATIENCE);
    }

    /** The blog database is set back to a copy, with its position: what was done meanwhile is on the topic only. */
    void setBackAfter(Runnable lost) throws SQLException {
        awaitRead(GROUPS);
        execute("blog", "create table blogs_before as table blogs", """
                create table position_before as
                select xid, id, topic_ends, (select coalesce(max(id), 0) from outbox) as newest from relay_position
                """);
        lost.run();
        awaitRead(GROUPS);
        ServiceProcess service = processes.service("blog-service");
        service.stop();
        execute(
                "blog",
                "delete from relay_rounds r using position_before p where (r.last_xid, r.last_id) > (p.xid, p.id)",
                "delete from outbox o using position_before p where o.id > p.newest",
                "delete from blogs",
                "insert into blogs select * from blogs_before",
                "update relay_position set (xid, id, topic_ends) = (select xid, id, topic_ends from position_before)",
                "drop table blogs_before, position_before");
        service.start();
        service.awaitReady(Processes.PATIENCE);
    }

    /** Executes statements in one transaction of the superuser. */
    void execute(String database, String... statements) throws SQLException {
        try (Connection connection = databases.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    /** The one number that a query gives. */
    long number(String database, String sql) throws SQLException {
        try (Connection connection = databases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void awaitRead(List<String> groups) {
        await().atMost(Processes.PATIENCE).until(() -> databases.unsent() == 0);
        Map<TopicPartition, Long> ends = topics.ends();
        for (String group : groups) {
            await(group).atMost(Processes.PATIENCE).until(() -> topics.before(group, ends) == 0);
        }
    }
}
