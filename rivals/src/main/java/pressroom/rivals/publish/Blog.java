package pressroom.rivals.publish;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import pressroom.rivals.index.Post;

/** A blog as the author gets it back, with the fields of blog-service. */
record Blog(
        UUID id,
        int version,
        String authorId,
        String title,
        String body,
        List<String> tags,
        Instant publishedAt,
        Instant updatedAt) {

    static Blog first(UUID id, String authorId, Draft draft, Instant now) {
        return new Blog(
                id,
                1,
                authorId,
                draft.title(),
                draft.body(),
                Objects.requireNonNull(draft.tags()),
                Objects.requireNonNullElse(draft.publishedAt(), now),
                now);
    }

    Post toPost() {
        return new Post(id, version, true, authorId, title, body, tags, publishedAt, updatedAt);
    }

    String etag() {
        return '"' + Integer.toString(version) + '"';
    }
}
