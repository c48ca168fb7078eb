package pressroom.chaos.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import pressroom.chaos.load.Books;
import pressroom.chaos.load.Post;
import pressroom.events.BlogPublished;
import pressroom.events.EventCodec;
import pressroom.events.Text;

/** A post that is written as blog-service writes it, in a transaction that is left open for a while. */
final class LatePost {
    private static final String INSERT = """
            with published as (
                insert into blogs (id, author_id, version, live, title, body, tags, published_at, created_at, updated_at,
                                   idempotency_key, request_hash)
                values (?, ?, 1, true, ?, ?, '{}', now(), now(), now(), ?, sha256('as sent'))
                returning id, author_id)
            insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
            select gen_random_uuid(), 'pressroom.BlogPublished.v1', id, author_id, now(), ? from published
            """;

    private final Post post;
    private final UUID id;

    private LatePost(Post post, UUID id) {
        this.post = post;
        this.id = id;
    }

    static LatePost begin(Connection connection, Books books) throws SQLException {
        Post post = books.intend("late-author");
        UUID id = UUID.randomUUID();
        Instant now = Instant.now();
        BlogPublished event =
                new BlogPublished(id, 1, post.authorId(), post.title(), Text.of(post.body("")), List.of(), now, now);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, post.authorId());
            insert.setString(3, post.title());
            insert.setString(4, post.body(""));
            insert.setString(5, post.key());
            insert.setBytes(6, EventCodec.encode(event));
            insert.executeUpdate();
        }
        return new LatePost(post, id);
    }

    UUID id() {
        return id;
    }

    void committed() {
        post.published(id);
    }
}
