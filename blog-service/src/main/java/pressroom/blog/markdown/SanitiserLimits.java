package pressroom.blog.markdown;

import java.util.List;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * Stands before the sanitiser's balancing of tags, and behind it.
 *
 * <p>Before it, a tag keeps its first attributes only: the sanitiser compares each with all before it, to find what is there
 * twice. Behind it, every piece of text must arrive: the balancing drops what is nested too deep.
 */
final class SanitiserLimits {

    private static final int MOST_ATTRIBUTES = 50;

    private SanitiserLimits() {}

    /** @throws BeyondLimit when elements are nested so deep that text would be lost */
    static void sanitise(String html, HtmlSanitizer.Policy policy) {
        Balanced balanced = new Balanced(policy);
        HtmlSanitizer.sanitize(html, balanced, receiver -> new Unbalanced(receiver, balanced));
    }

    private static final class Unbalanced extends HtmlStreamEventReceiverWrapper {

        private final Balanced balanced;

        Unbalanced(HtmlStreamEventReceiver receiver, Balanced balanced) {
            super(receiver);
            this.balanced = balanced;
        }

        /** @param attributes names and values in turn */
        @Override
        public void openTag(String element, List<String> attributes) {
            if (attributes.size() > 2 * MOST_ATTRIBUTES) {
                attributes.subList(2 * MOST_ATTRIBUTES, attributes.size()).clear();
            }
            super.openTag(element, attributes);
        }

        @Override
        public void text(String text) {
            int before = balanced.texts;
            super.text(text);
            if (balanced.texts == before && !text.isBlank()) {
                throw BeyondLimit.of("nested elements");
            }
        }
    }

    private static final class Balanced extends HtmlStreamEventReceiverWrapper implements HtmlSanitizer.Policy {

        private int texts;

        Balanced(HtmlSanitizer.Policy policy) {
            super(policy);
        }

        @Override
        public void text(String text) {
            texts++;
            super.text(text);
        }
    }
}
