package pressroom.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import pressroom.chaos.check.Databases;
import pressroom.chaos.check.Index;
import pressroom.chaos.check.OperatorCalls;
import pressroom.chaos.check.Topics;
import pressroom.chaos.check.Violation;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.load.Books;

/** What a red run leaves behind: every violation, and the whole way of the posts that they are about. */
final class Evidence {
    private static final int FOLLOWED = 20;

    private final Cluster cluster;
    private final Databases databases;
    private final Path folder;

    /** @param state the run's folder, where the processes' logs are already */
    Evidence(Cluster cluster, Path state) {
        this.cluster = cluster;
        this.databases = new Databases(cluster.stack());
        this.folder = state;
    }

    void keep(Books books, List<Violation> violations, OperatorCalls calls)
            throws IOException, InterruptedException, SQLException {
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(folder.resolve("violations.txt"), StandardCharsets.UTF_8))) {
            violations.forEach(out::println);
        }
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(folder.resolve("posts.txt"), StandardCharsets.UTF_8))) {
            books.posts().forEach(out::println);
        }
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(folder.resolve("operator.txt"), StandardCharsets.UTF_8))) {
            calls.all().forEach(out::println);
        }
        List<UUID> blogs = violations.stream()
                .map(Violation::blog)
                .filter(Objects::nonNull)
                .distinct()
                .limit(FOLLOWED)
                .toList();
        List<ConsumerRecord<byte[], byte[]>> topic =
                blogs.isEmpty() ? List.of() : new Topics(cluster.stack()).all(Topics.EVENTS);
        for (UUID blog : blogs) {
            follow(blog, topic);
        }
    }

    private void follow(UUID blog, List<ConsumerRecord<byte[], byte[]>> topic)
            throws IOException, InterruptedException, SQLException {
        try (PrintWriter out = new PrintWriter(
                Files.newBufferedWriter(folder.resolve("way-of-" + blog + ".txt"), StandardCharsets.UTF_8))) {
            rows(
                    out,
                    "blog",
                    "row",
                    "select id, author_id, version, live, created_at, updated_at from blogs where id = ?",
                    blog);
            rows(out, "blog", "outbox", """
                    select o.id, o.xid, o.ce_type, o.event_id, o.occurred_at,
                           topic_partitions[array_position(outbox_ids, o.id)] as topic_partition,
                           topic_offsets[array_position(outbox_ids, o.id)] as topic_offset
                    from outbox o left join relay_rounds r on o.id = any (r.outbox_ids) where o.blog_id = ? order by o.id
                    """, blog);
            for (ConsumerRecord<byte[], byte[]> record : topic) {
                if (record.value() != null
                        && new String(record.value(), StandardCharsets.UTF_8).contains(blog.toString())) {
                    out.printf("topic: %d@%d %s%n", record.partition(), record.offset(), record.headers());
                }
            }
            rows(out, "counter", "ledger", "select * from ledger where blog_id = ?", blog);
            out.println("document: " + document(blog));
        }
    }

    private String document(UUID blog) throws InterruptedException {
        try {
            return new Index(cluster.stack())
                    .ask("GET", "/blogs/_doc/" + blog, null)
                    .toString();
        } catch (IOException none) {
            return String.valueOf(none.getMessage());
        }
    }

    private void rows(PrintWriter out, String database, String what, String sql, UUID blog) throws SQLException {
        try (Connection connection = databases.connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, blog);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StringBuilder line = new StringBuilder(what).append(':');
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        line.append(' ')
                                .append(rows.getMetaData().getColumnName(i))
                                .append('=')
                                .append(rows.getString(i));
                    }
                    out.println(line);
                }
            }
        }
    }
}
