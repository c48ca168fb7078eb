package pressroom.blog.blogs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Publishes imported posts in the same way as the API does, so that a post that came in both ways is there once. */
@Component
public class PublishImported {

    private final Blogs blogs;
    private final PublishStatement statement;
    private final Clock clock;

    PublishImported(Blogs blogs, PublishStatement statement, Clock clock) {
        this.blogs = blogs;
        this.statement = statement;
        this.clock = clock;
    }

    /**
     * Publishes posts unless they have been published under their keys: one statement, in the caller's transaction, after which
     * the relay is to be woken.
     *
     * @return an outcome for each, in their order
     */
    public List<Outcome> publish(List<ImportedPost> posts) {
        List<Checked> checked = posts.stream().map(this::check).toList();
        List<NewBlog> sound =
                checked.stream().map(Checked::blog).filter(Objects::nonNull).toList();
        Set<UUID> published = sound.isEmpty() ? Set.of() : statement.execute(sound);
        return checked.stream().map(each -> outcome(each, published)).toList();
    }

    private Checked check(ImportedPost post) {
        BlogRequest request = new BlogRequest(
                post.title(),
                post.body(),
                new ArrayList<>(post.tags()),
                post.publishedAt() == null ? null : post.publishedAt().toString());
        try {
            Draft draft = DraftCheck.check(request, clock);
            IdempotencyKey key = IdempotencyKey.of(post.key());
            return new Checked(blogs.wished(new PublishBlog(post.authorId(), draft, key, null)), null);
        } catch (ErrorResponseException refusal) {
            return new Checked(null, refusal);
        }
    }

    private Outcome outcome(Checked post, Set<UUID> published) {
        NewBlog blog = post.blog();
        if (blog == null || published.contains(blog.id())) {
            return new Outcome(blog != null, post.refusal());
        }
        try {
            blogs.replay(blog.wish());
            return new Outcome(false, null);
        } catch (ErrorResponseException another) {
            return new Outcome(false, another);
        }
    }

    /**
     * What became of a post.
     *
     * @param isNew false when it was there before, or is refused
     * @param refusal why the API would refuse it, with its words; null when it is published
     */
    public record Outcome(boolean isNew, @Nullable ErrorResponseException refusal) {}

    /** A blog that can be published, or why it cannot be. */
    private record Checked(@Nullable NewBlog blog, @Nullable ErrorResponseException refusal) {}
}
