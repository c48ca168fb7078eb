package pressroom.blog.markdown;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Renders posts, published or still being written. HTML in them is taken, and sanitised like all the rest. */
@Component
public class Markdown {

    private static final Logger log = LoggerFactory.getLogger(Markdown.class);
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final RenderSlots slots = new RenderSlots(WAIT);
    private final Function<String, SafeHtml> renderer;

    public Markdown() {
        this(PostRenderer::render);
    }

    /** @param renderer may fail in any way */
    Markdown(Function<String, SafeHtml> renderer) {
        this.renderer = renderer;
    }

    /**
     * The post as readers see it; as it was typed, if that is not possible.
     *
     * @throws org.springframework.web.ErrorResponseException 503 while too many other posts are being rendered
     */
    public SafeHtml render(String markdown) {
        return render(markdown, "A preview");
    }

    /** What a search found in a post, sanitised again: we do not take another team's word for it. */
    public SafeHtml snippet(String html) {
        return new SafeHtml(PostPolicy.sanitiseSnippet(html));
    }

    /** @param name what the log says cannot be rendered */
    SafeHtml render(String markdown, String name) {
        return slots.render(caller(), markdown.length(), () -> renderOrPlain(markdown, name));
    }

    /** The author, or the address, whose request this thread handles. */
    private static String caller() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            Principal author = request.getUserPrincipal();
            return author == null ? request.getRemoteAddr() : author.getName();
        }
        return "";
    }

    /** A post that was published is shown, whatever is wrong with it or with a library. */
    private SafeHtml renderOrPlain(String markdown, String name) {
        try {
            return renderer.apply(markdown);
        } catch (BeyondLimit e) {
            log.warn("{} is shown as plain text: {}", name, e.getMessage());
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            log.warn("{} is shown as plain text, since rendering failed", name, e);
        }
        return PostRenderer.plain(markdown);
    }
}
