package pressroom.blog.blogs;

import java.text.Normalizer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import pressroom.blog.security.Author;
import pressroom.blog.web.Problem;
import pressroom.blog.web.TraceParent;

/**
 * What authors and readers do with blogs, over the API or in a browser: the same checks, the same answers. What cannot be
 * done is thrown as a {@link Problem}.
 */
@Component
public class Desk {

    private static final int MAX_LIMIT = 100;

    private final Blogs blogs;
    private final NewestBlogs newest;
    private final Clock clock;

    Desk(Blogs blogs, NewestBlogs newest, Clock clock) {
        this.blogs = blogs;
        this.newest = newest;
        this.clock = clock;
    }

    /** Publishes what is asked for, once for each key. */
    public Publication publish(
            Author author, BlogRequest request, @Nullable String idempotencyKey, @Nullable String traceparent) {
        return blogs.publish(new PublishBlog(
                author.id(),
                DraftCheck.check(request, clock),
                IdempotencyKey.of(idempotencyKey),
                TraceParent.validOrNull(traceparent)));
    }

    /** A blog that readers may see: 404 when there is none, 410 when its author took it back. */
    public Blog read(UUID id) {
        Blog blog = existing(id);
        if (!blog.live()) {
            throw Problem.of(HttpStatus.GONE, "This blog was unpublished by its author.");
        }
        return blog;
    }

    /** The author's own blog, live or not; 403 when it is another's. */
    public Blog own(Author author, UUID id) {
        Blog blog = existing(id);
        if (!blog.authorId().equals(author.id())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "This blog belongs to another author.");
        }
        return blog;
    }

    /** Live blogs, newest first, of one author or of all; {@code limit} lies between 1 and 100. */
    public BlogPage newest(@Nullable String author, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid(Map.of("limit", "must lie between 1 and " + MAX_LIMIT));
        }
        String authorId = author == null ? null : Normalizer.normalize(author, Normalizer.Form.NFC);
        if (authorId != null && authorId.indexOf(0) >= 0) {
            throw Problem.invalid(Map.of("author", "must not contain U+0000"));
        }
        return newest.page(authorId, cursor == null ? null : PageCursor.decode(cursor), limit);
    }

    /** How many of the author's blogs are live here, counted or not. */
    public long live(Author author) {
        return newest.count(author.id());
    }

    /** The next version of the author's own blog; 412 when it is no longer the one with this ETag. */
    public Blog edit(Author author, UUID id, String etag, BlogRequest request, @Nullable String traceparent) {
        Blog seen = own(author, id);
        requireMatch(etag, seen);
        return blogs.edit(seen, DraftCheck.check(request, clock), TraceParent.validOrNull(traceparent))
                .orElseThrow(Desk::stale);
    }

    /** Takes the author's own blog back, in whatever version it has, or, with an ETag, only in that one. */
    public Blog unpublish(Author author, UUID id, @Nullable String etag, @Nullable String traceparent) {
        Optional<Blog> gone = Optional.empty();
        while (gone.isEmpty()) {
            Blog seen = own(author, id);
            if (etag != null) {
                requireMatch(etag, seen);
            }
            // Without If-Match whatever version is there now is taken back, also one that came a moment ago.
            gone = seen.live() ? blogs.unpublish(seen, TraceParent.validOrNull(traceparent)) : Optional.of(seen);
        }
        return gone.get();
    }

    private Blog existing(UUID id) {
        return blogs.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "There is no blog with this id."));
    }

    private static void requireMatch(String etag, Blog blog) {
        if (!etag.equals(blog.etag())) {
            throw stale();
        }
    }

    private static RuntimeException stale() {
        return Problem.of(
                HttpStatus.PRECONDITION_FAILED,
                "The blog has changed since you read it. Read it again, and send its ETag as If-Match.");
    }
}
