package pressroom.blog.blogs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Publishes imported posts in the same way as the API does, so that a post that came in both ways is there once. */
@Component
public class PublishImported {

    private final Blogs blogs;
    private final Clock clock;

    PublishImported(Blogs blogs, Clock clock) {
        this.blogs = blogs;
        this.clock = clock;
    }

    /**
     * Publishes a post unless it has been published under its key.
     *
     * @return whether it is new
     * @throws org.springframework.web.ErrorResponseException when the API would refuse it, with its words
     */
    public boolean publish(ImportedPost post) {
        BlogRequest request = new BlogRequest(
                post.title(),
                post.body(),
                new ArrayList<>(post.tags()),
                post.publishedAt() == null ? null : post.publishedAt().toString());
        Draft draft = DraftCheck.check(request, clock);
        IdempotencyKey key = Objects.requireNonNull(IdempotencyKey.of(post.key()));
        return !blogs.publish(new PublishBlog(post.authorId(), draft, key, null))
                .replayed();
    }
}
