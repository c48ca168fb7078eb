package pressroom.blog.markdown;

/** HTML that is being written, up to a length. */
final class BoundedHtml implements Appendable {

    private final StringBuilder html;
    private final Meter characters;

    BoundedHtml(int expected, long most) {
        this.html = new StringBuilder(expected);
        this.characters = new Meter("characters of HTML", most);
    }

    @Override
    public Appendable append(CharSequence text) {
        characters.spend(text.length());
        html.append(text);
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        characters.spend(end - start);
        html.append(text, start, end);
        return this;
    }

    @Override
    public Appendable append(char c) {
        characters.spend(1);
        html.append(c);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
