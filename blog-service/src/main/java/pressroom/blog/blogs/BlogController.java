package pressroom.blog.blogs;

import java.net.URI;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.security.Author;
import pressroom.blog.web.Problem;
import pressroom.blog.web.TraceParent;

/** The blogs' HTTP interface. */
@RestController
@RequestMapping("/api/blogs")
class BlogController {

    private static final int MAX_LIMIT = 100;

    private final Blogs blogs;
    private final NewestBlogs newest;
    private final Clock clock;

    BlogController(Blogs blogs, NewestBlogs newest, Clock clock) {
        this.blogs = blogs;
        this.newest = newest;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Blog> publish(
            Author author,
            @RequestBody BlogRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent) {
        Publication publication = blogs.publish(new PublishBlog(
                author.id(),
                DraftCheck.check(request, clock),
                IdempotencyKey.of(key),
                TraceParent.validOrNull(traceparent)));
        ResponseEntity.BodyBuilder created = ResponseEntity.created(
                        URI.create("/api/blogs/" + publication.blog().id()))
                .eTag(publication.blog().etag());
        return (publication.replayed() ? created.header("Idempotent-Replayed", "true") : created)
                .body(publication.blog());
    }

    @GetMapping("/{id}")
    ResponseEntity<Blog> read(@PathVariable UUID id) {
        Blog blog = existing(id);
        if (!blog.live()) {
            throw Problem.of(HttpStatus.GONE, "This blog was unpublished by its author.");
        }
        return answer(blog);
    }

    @GetMapping
    BlogPage list(
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid(Map.of("limit", "must lie between 1 and " + MAX_LIMIT));
        }
        String authorId = author == null ? null : Normalizer.normalize(author, Normalizer.Form.NFC);
        if (authorId != null && authorId.indexOf(0) >= 0) {
            throw Problem.invalid(Map.of("author", "must not contain U+0000"));
        }
        return newest.page(authorId, cursor == null ? null : PageCursor.decode(cursor), limit);
    }

    @PutMapping("/{id}")
    ResponseEntity<Blog> edit(
            Author author,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody BlogRequest request,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent) {
        if (ifMatch == null) {
            throw Problem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the version that you edited, so that nobody's change is lost.");
        }
        Blog seen = ownedBy(author, id);
        requireMatch(ifMatch, seen);
        return answer(blogs.edit(seen, DraftCheck.check(request, clock), TraceParent.validOrNull(traceparent))
                .orElseThrow(BlogController::stale));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> unpublish(
            Author author,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent) {
        Optional<Blog> gone = Optional.empty();
        while (gone.isEmpty()) {
            Blog seen = ownedBy(author, id);
            if (ifMatch != null) {
                requireMatch(ifMatch, seen);
            }
            // Without If-Match whatever version is there now is taken back, also one that came a moment ago.
            gone = seen.live() ? blogs.unpublish(seen, TraceParent.validOrNull(traceparent)) : Optional.of(seen);
        }
        return ResponseEntity.noContent().eTag(gone.get().etag()).build();
    }

    private Blog existing(UUID id) {
        return blogs.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "There is no blog with this id."));
    }

    private Blog ownedBy(Author author, UUID id) {
        Blog blog = existing(id);
        if (!blog.authorId().equals(author.id())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "This blog belongs to another author.");
        }
        return blog;
    }

    private static void requireMatch(String ifMatch, Blog blog) {
        if (!ifMatch.equals(blog.etag())) {
            throw stale();
        }
    }

    private static RuntimeException stale() {
        return Problem.of(
                HttpStatus.PRECONDITION_FAILED,
                "The blog has changed since you read it. Read it again, and send its ETag as If-Match.");
    }

    private static ResponseEntity<Blog> answer(Blog blog) {
        return ResponseEntity.ok().eTag(blog.etag()).body(blog);
    }
}
