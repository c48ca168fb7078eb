package pressroom.blog.markdown;

/** HTML that may be put into a page as it is. Only this package can make it, from what has been sanitised. */
public final class SafeHtml {

    private final String html;

    SafeHtml(String html) {
        this.html = html;
    }

    /** In characters. */
    int length() {
        return html.length();
    }

    @Override
    public String toString() {
        return html;
    }
}
