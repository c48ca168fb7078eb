package pressroom.blog.blogs;

import java.net.URI;
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

    private final Desk desk;

    BlogController(Desk desk) {
        this.desk = desk;
    }

    @PostMapping
    ResponseEntity<Blog> publish(
            Author author,
            @RequestBody BlogRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent) {
        Publication publication = desk.publish(author, request, key, traceparent);
        ResponseEntity.BodyBuilder created = ResponseEntity.created(
                        URI.create("/api/blogs/" + publication.blog().id()))
                .eTag(publication.blog().etag());
        return (publication.replayed() ? created.header("Idempotent-Replayed", "true") : created)
                .body(publication.blog());
    }

    @GetMapping("/{id}")
    ResponseEntity<Blog> read(@PathVariable UUID id) {
        return answer(desk.read(id));
    }

    @GetMapping
    BlogPage list(
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return desk.newest(author, limit, cursor);
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
        return answer(desk.edit(author, id, ifMatch, request, traceparent));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> unpublish(
            Author author,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent) {
        Blog gone = desk.unpublish(author, id, ifMatch, traceparent);
        return ResponseEntity.noContent().eTag(gone.etag()).build();
    }

    private static ResponseEntity<Blog> answer(Blog blog) {
        return ResponseEntity.ok().eTag(blog.etag()).body(blog);
    }
}
