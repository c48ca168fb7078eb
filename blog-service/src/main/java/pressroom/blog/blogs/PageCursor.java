package pressroom.blog.blogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import pressroom.blog.web.Problem;

/** The last blog of a page: the next page goes on after it, however many blogs are published meanwhile. */
record PageCursor(Instant publishedAt, UUID id) {

    static PageCursor after(BlogSummary blog) {
        return new PageCursor(blog.publishedAt(), blog.id());
    }

    String encoded() {
        String text = publishedAt + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static PageCursor decode(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("/", 2);
            return new PageCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Problem.invalid(Map.of("cursor", "is not one that a page of this list gave as \"next\""));
        }
    }
}
