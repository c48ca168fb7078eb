package pressroom.blog.blogs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import pressroom.docs.Fails;

/** The blogs' HTTP interface. */
@RestController
@Tag(name = "blogs")
@RequestMapping("/api/blogs")
class BlogController {

    private final Desk desk;

    BlogController(Desk desk) {
        this.desk = desk;
    }

    /**
     * Publishes a post.
     *
     * @param key the author's own name for this wish, 1 to 255 bytes: the same key and post again is answered with the same 201,
     *     and is published once
     * @param traceparent W3C trace context, passed on with the event
     */
    @PostMapping
    @Operation(operationId = "publishBlog")
    @ApiResponse(
            responseCode = "201",
            description = "It is committed: from here on it cannot be lost.",
            headers = {
                @Header(name = "Location", description = "Where the blog is.", schema = @Schema(type = "string")),
                @Header(name = "ETag", description = "The version, for If-Match.", schema = @Schema(type = "string")),
                @Header(
                        name = "Idempotent-Replayed",
                        description = "true when an earlier request with this key made it.")
            })
    @Fails({400, 401, 403, 408, 409, 413, 415, 422, 429, 503})
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

    /** Reads a blog in its latest version. */
    @GetMapping("/{id}")
    @Operation(operationId = "readBlog")
    @ApiResponse(
            responseCode = "200",
            description = "The blog.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "The version, for If-Match.",
                            schema = @Schema(type = "string")))
    @Fails({400, 404, 410, 429, 503})
    ResponseEntity<Blog> read(@PathVariable UUID id) {
        return answer(desk.read(id));
    }

    /**
     * Lists blogs, newest first, without their texts.
     *
     * @param author only this author's
     * @param limit blogs on a page, 1 to 100
     * @param cursor {@code next} of the page before
     */
    @GetMapping
    @Operation(operationId = "listBlogs")
    @Fails({400, 503})
    BlogPage list(
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return desk.newest(author, limit, cursor);
    }

    /**
     * Gives a blog its next version; publishes it again when it was unpublished.
     *
     * @param ifMatch the ETag of the version that was edited, so that nobody's change is lost
     */
    @PutMapping("/{id}")
    @Operation(operationId = "editBlog")
    @ApiResponse(
            responseCode = "200",
            description = "The new version is committed.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "The new version, for If-Match.",
                            schema = @Schema(type = "string")))
    @Fails({400, 401, 403, 404, 408, 409, 412, 413, 415, 428, 429, 503})
    ResponseEntity<Blog> edit(
            Author author,
            @PathVariable UUID id,
            @Parameter(required = true) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @RequestBody BlogRequest request,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent) {
        if (ifMatch == null) {
            throw Problem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the version that you edited, so that nobody's change is lost.");
        }
        return answer(desk.edit(author, id, ifMatch, request, traceparent));
    }

    /**
     * Takes a blog back. Doing it again changes nothing.
     *
     * @param ifMatch the ETag of the version that is meant; without it, whatever version there is
     */
    @DeleteMapping("/{id}")
    @Operation(operationId = "unpublishBlog")
    @ApiResponse(
            responseCode = "204",
            description = "It is unpublished.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "The version that says so.",
                            schema = @Schema(type = "string")))
    @Fails({400, 401, 403, 404, 409, 412, 429, 503})
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
