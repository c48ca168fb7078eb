package pressroom.blog.blogs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import pressroom.events.BlogEdited;
import pressroom.events.BlogPublished;
import pressroom.events.BlogUnpublished;
import pressroom.events.Text;

/**
 * A blog in one of its versions, as readers get it.
 *
 * @param version grows by one with every change, from 1; also the ETag
 * @param live false once the author took it back
 */
@Schema(example = """
                {"id": "0198c0de-0000-7000-8000-000000000001", "version": 1, "authorId": "ada", "title": "Hello", "body": "My **first** post.",
                 "tags": ["hello"], "publishedAt": "2026-02-20T10:00:00Z", "updatedAt": "2026-02-20T10:00:00Z"}
                """)
public record Blog(
        UUID id,
        int version,
        String authorId,
        String title,
        String body,
        List<String> tags,
        Instant publishedAt,
        Instant updatedAt,
        @JsonIgnore boolean live) {

    /** The version, quoted as an ETag. */
    public String etag() {
        return '"' + Integer.toString(version) + '"';
    }

    /** The next version, with the draft's content; when it was first published stays. */
    Blog edited(Draft draft, Instant now) {
        return new Blog(id, version + 1, authorId, draft.title(), draft.body(), draft.tags(), publishedAt, now, true);
    }

    /** The next version, taken back. */
    Blog unpublished(Instant now) {
        return new Blog(id, version + 1, authorId, title, body, tags, publishedAt, now, false);
    }

    BlogPublished toPublished() {
        return new BlogPublished(id, version, authorId, title, Text.of(body), tags, publishedAt, updatedAt);
    }

    BlogEdited toEdited() {
        return new BlogEdited(id, version, authorId, title, Text.of(body), tags, publishedAt, updatedAt);
    }

    BlogUnpublished toUnpublished() {
        return new BlogUnpublished(id, version, authorId, updatedAt);
    }
}
