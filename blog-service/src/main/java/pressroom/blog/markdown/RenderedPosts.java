package pressroom.blog.markdown;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import pressroom.blog.blogs.Blog;
import pressroom.blog.web.Problem;

/**
 * The HTML of published posts. Each version is rendered when it is first read, and kept. Of several first readers one renders
 * and the others wait for it.
 */
@Component
public class RenderedPosts {

    /** An erased post leaves memory too. */
    private static final Duration UNREAD = Duration.ofHours(1);

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int BYTES_PER_CHARACTER = 2;
    private static final int BYTES = 300;

    private final Markdown markdown;
    private final AsyncCache<Version, SafeHtml> kept;

    /** @param updatedAt tells apart what two histories of a restored database call the same version */
    private record Version(UUID id, int version, Instant updatedAt) {}

    RenderedPosts(Markdown markdown, RenderingSettings settings) {
        this.markdown = markdown;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(settings.bytes())
                .weigher((Version version, SafeHtml html) -> BYTES + BYTES_PER_CHARACTER * html.length())
                .expireAfterAccess(UNREAD)
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * The post as readers see it.
     *
     * @throws ErrorResponseException 503 while too many other posts are being rendered
     */
    public SafeHtml of(Blog blog) {
        Version version = new Version(blog.id(), blog.version(), blog.updatedAt());
        CompletableFuture<SafeHtml> ours = new CompletableFuture<>();
        CompletableFuture<SafeHtml> first = kept.asMap().putIfAbsent(version, ours);
        return first == null ? render(blog, ours) : await(first);
    }

    private SafeHtml render(Blog blog, CompletableFuture<SafeHtml> ours) {
        try {
            SafeHtml html = markdown.render(blog.body(), "Post " + blog.id() + " version " + blog.version());
            ours.complete(html);
            return html;
        } finally {
            // After a failure the next reader tries again. This does nothing to what is complete.
            ours.cancel(false);
        }
    }

    private static SafeHtml await(CompletableFuture<SafeHtml> first) {
        try {
            return first.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // The request that renders is told what went wrong; this one may come again.
        }
        throw busy();
    }

    private static ErrorResponseException busy() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE, "This post is still being prepared. Try again.", Duration.ofSeconds(5));
    }
}
