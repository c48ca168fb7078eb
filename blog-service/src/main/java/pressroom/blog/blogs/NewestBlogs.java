package pressroom.blog.blogs;

import static pressroom.blog.blogs.Blogs.at;
import static pressroom.blog.blogs.Blogs.instant;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Live blogs, newest first, in keyset pages. */
@Repository
class NewestBlogs {

    private final JdbcClient db;

    NewestBlogs(JdbcClient db) {
        this.db = db;
    }

    long count(String author) {
        return db.sql("select count(*) from blogs where live and author_id = :author")
                .param("author", author)
                .query(Long.class)
                .single();
    }

    BlogPage page(@Nullable String author, @Nullable PageCursor after, int limit) {
        List<BlogSummary> blogs = db.sql("""
                        select id, version, author_id, title, tags, published_at, updated_at
                        from blogs
                        where live %s %s
                        order by published_at desc, id desc
                        limit :limit
                        """.formatted(
                                author == null ? "" : "and author_id = :author",
                                after == null ? "" : "and (published_at, id) < (:publishedAt, :id)"))
                .param("author", author)
                .param("publishedAt", after == null ? null : at(after.publishedAt()))
                .param("id", after == null ? null : after.id())
                .param("limit", limit + 1)
                .query((row, i) -> new BlogSummary(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        row.getString("author_id"),
                        row.getString("title"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        instant(row, "published_at"),
                        instant(row, "updated_at")))
                .list();
        // One more than asked for tells whether there is a next page.
        if (blogs.size() <= limit) {
            return new BlogPage(blogs, null);
        }
        List<BlogSummary> page = blogs.subList(0, limit);
        return new BlogPage(page, PageCursor.after(page.get(limit - 1)).encoded());
    }
}
