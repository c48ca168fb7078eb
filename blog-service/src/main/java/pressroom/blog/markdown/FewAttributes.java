package pressroom.blog.markdown;

import java.util.List;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/** Takes the first attributes of a tag: the sanitiser compares each with all before it, to find what is there twice. */
final class FewAttributes extends HtmlStreamEventReceiverWrapper {

    private static final int MOST = 50;

    FewAttributes(HtmlStreamEventReceiver receiver) {
        super(receiver);
    }

    /** @param attributes names and values in turn */
    @Override
    public void openTag(String element, List<String> attributes) {
        if (attributes.size() > 2 * MOST) {
            attributes.subList(2 * MOST, attributes.size()).clear();
        }
        super.openTag(element, attributes);
    }
}
