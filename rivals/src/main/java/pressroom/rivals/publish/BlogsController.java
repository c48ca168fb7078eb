package pressroom.rivals.publish;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import pressroom.rivals.index.Posts;

/**
 * Publishes a post in three steps, of which the author waits for each.
 *
 * <p>The index is written after the commit: within the transaction it would hold a connection and the lock on the author's
 * total for as long as Elasticsearch takes. When Elasticsearch fails, the post is stored and counted but not found; the author
 * is told 500 and would publish it twice.
 */
@RestController
class BlogsController {
    private final Blogs blogs;
    private final Posts posts;
    private final Clock clock;

    BlogsController(Blogs blogs, Posts posts, Clock clock) {
        this.blogs = blogs;
        this.posts = posts;
        this.clock = clock;
    }

    @PostMapping("/api/blogs")
    ResponseEntity<Blog> publish(@AuthenticationPrincipal Jwt token, @RequestBody Draft draft) throws IOException {
        Blog blog = Blog.first(
                Generators.timeBasedEpochGenerator().generate(),
                Objects.requireNonNull(token.getSubject(), "the token names no author"),
                draft,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        blogs.publish(blog);
        posts.put(blog.toPost());
        return ResponseEntity.created(URI.create("/api/blogs/" + blog.id()))
                .eTag(blog.etag())
                .body(blog);
    }
}
