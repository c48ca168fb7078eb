package pressroom.blog.blogs;

import static pressroom.blog.blogs.Blogs.at;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.outbox.LostBlog;
import pressroom.events.BlogWritten;

/** Texts that only the topic has, and that are not a blog's any more. */
@Repository
class RecoveredTexts {

    private final JdbcClient db;

    RecoveredTexts(JdbcClient db) {
        this.db = db;
    }

    /**
     * Keeps a text that gives way to the database's.
     *
     * @return its event; null if it has no text
     */
    @Nullable
    UUID keep(LostBlog lost) {
        BlogWritten text = lost.text();
        if (text == null) {
            return null;
        }
        db.sql("""
                        insert into recovered_texts (event_id, blog_id, author_id, version, title, body, tags,
                                                     published_at, updated_at)
                        values (:event, :blog, :author, :version, :title, :body, :tags, :publishedAt, :updatedAt)
                        on conflict do nothing
                        """)
                .param("event", lost.eventId())
                .param("blog", text.blogId())
                .param("author", text.authorId())
                .param("version", text.version())
                .param("title", text.title())
                .param("body", text.body().toString())
                .param("tags", text.tags().toArray(String[]::new))
                .param("publishedAt", at(text.publishedAt()))
                .param("updatedAt", at(text.updatedAt()))
                .update();
        return lost.eventId();
    }
}
