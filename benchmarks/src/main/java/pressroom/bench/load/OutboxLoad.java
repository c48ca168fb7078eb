package pressroom.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import pressroom.events.BlogPublished;
import pressroom.events.EventCodec;

/** Puts events into the outbox as if they had been published, so that the relay finds a full one. */
public final class OutboxLoad {
    private static final int ROWS_OF_A_TRANSACTION = 500;

    private OutboxLoad() {}

    /** Writes events {@code 0..number-1}, in transactions of some hundred rows. */
    public static void write(Connection blog, Posts posts, int number) throws SQLException {
        blog.setAutoCommit(false);
        try (PreparedStatement row = blog.prepareStatement("""
                insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                values (?, 'pressroom.BlogPublished.v1', ?, ?, ?, ?)
                """)) {
            for (int i = 0; i < number; i++) {
                BlogPublished post = posts.get(i);
                row.setObject(1, new UUID(post.blogId().getLeastSignificantBits(), i));
                row.setObject(2, post.blogId());
                row.setString(3, post.authorId());
                row.setTimestamp(4, Timestamp.from(post.publishedAt()));
                row.setBytes(5, EventCodec.encode(post));
                row.addBatch();
                if ((i + 1) % ROWS_OF_A_TRANSACTION == 0 || i + 1 == number) {
                    row.executeBatch();
                    blog.commit();
                }
            }
        }
    }
}
