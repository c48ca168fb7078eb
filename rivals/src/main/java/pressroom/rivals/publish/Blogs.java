package pressroom.rivals.publish;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All blogs, and how many each author has. */
@Repository
class Blogs {
    private final JdbcClient db;

    Blogs(JdbcClient db) {
        this.db = db;
    }

    /** Stores a blog and counts it, in one transaction; the author's total comes last, so that it is locked the shortest time. */
    @Transactional
    public void publish(Blog blog) {
        insert(blog);
        count(blog.authorId());
    }

    private void insert(Blog blog) {
        db.sql("""
                        insert into blogs (id, author_id, version, live, title, body, tags,
                                           published_at, created_at, updated_at)
                        values (:id, :author, :version, true, :title, :body, :tags,
                                :publishedAt, :now, :now)
                        """)
                .param("id", blog.id())
                .param("author", blog.authorId())
                .param("version", blog.version())
                .param("title", blog.title())
                .param("body", blog.body())
                .param("tags", blog.tags().toArray(String[]::new))
                .param("publishedAt", blog.publishedAt().atOffset(ZoneOffset.UTC))
                .param("now", blog.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void count(String author) {
        db.sql("""
                        insert into users as known (id, total_blogs)
                        values (:author, 1)
                        on conflict (id) do update
                           set total_blogs = known.total_blogs + 1
                        """).param("author", author).update();
    }
}
