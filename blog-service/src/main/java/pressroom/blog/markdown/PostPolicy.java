package pressroom.blog.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.ElementPolicy;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * What a post may consist of: text, its structure, links to the web and pictures over https.
 *
 * <p>No style, class, id, name, form, frame, media, SVG or MathML. Pictures come from their own servers, asked only when they
 * scroll into view and never told which page shows them; over http, or from {@code data:}, they are links at most.
 */
final class PostPolicy {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final Pattern SIDE = Pattern.compile("left|center|right");
    private static final Pattern PICTURE = Pattern.compile("https://[^\\s<>\"'\\\\]+", Pattern.CASE_INSENSITIVE);

    private static final PolicyFactory POST = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "blockquote",
                    "code",
                    "em",
                    "i",
                    "strong",
                    "b",
                    "del",
                    "s",
                    "ins",
                    "sub",
                    "sup",
                    "kbd",
                    "samp",
                    "var",
                    "abbr",
                    "cite",
                    "q",
                    "dfn",
                    "mark",
                    "small",
                    "u",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "td",
                    "th",
                    "caption",
                    "details",
                    "summary",
                    "figure",
                    "figcaption")
            .allowElements((name, attributes) -> "h2", "h1")
            // What is wider than the page scrolls, and what scrolls must be reachable by keyboard.
            .allowElements(always("tabindex", "0"), "pre", "table")
            .allowWithoutAttributes("a")
            .allowElements("a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .onElements("a")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer", "ugc")
            .allowElements(always("loading", "lazy", "decoding", "async", "referrerpolicy", "no-referrer"), "img")
            .allowAttributes("src")
            .matching(PICTURE)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(NUMBER)
            .onElements("img")
            .allowAttributes("title")
            .onElements("a", "img", "abbr")
            .allowAttributes("start")
            .matching(NUMBER)
            .onElements("ol")
            .allowAttributes("align")
            .matching(SIDE)
            .onElements("td", "th")
            .allowAttributes("colspan", "rowspan")
            .matching(NUMBER)
            .onElements("td", "th")
            .toFactory();

    private static final PolicyFactory SNIPPET =
            new HtmlPolicyBuilder().allowElements("em").toFactory();

    private PostPolicy() {}

    /** Writes what the policy allows of it. */
    static void sanitise(String html, BoundedHtml safe) {
        HtmlStreamRenderer renderer = HtmlStreamRenderer.create(safe, Handler.PROPAGATE, Handler.DO_NOTHING);
        SanitiserLimits.sanitise(html, POST.apply(renderer));
    }

    static String sanitiseSnippet(String html) {
        return SNIPPET.sanitize(html);
    }

    static boolean isShown(@Nullable String address) {
        return address != null && PICTURE.matcher(address).matches();
    }

    private static ElementPolicy always(String... attributes) {
        return (name, given) -> {
            if (name.equals("img") && !given.contains("src")) {
                return null;
            }
            if (name.equals("img") && !given.contains("alt")) {
                given.addAll(List.of("alt", ""));
            }
            given.addAll(List.of(attributes));
            return name;
        };
    }
}
