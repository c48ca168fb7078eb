package pressroom.blog.markdown;

/**
 * Text that counts how often it is read.
 *
 * <p>A scanner that looks for an end which never comes reads the rest of its text again from each beginning. Whichever of its
 * loops does so, the count ends it.
 */
final class MeteredText implements CharSequence {

    /** So often may each character of a text be read. No paragraph of a thousand real posts needs more. */
    private static final int READS_PER_CHARACTER = 64;

    private static final int READS = 2_000;
    private static final int COPIED_PER_READ = 8;

    private final CharSequence text;
    private final Meter reads;

    MeteredText(CharSequence text, Meter reads) {
        this.text = text;
        this.reads = reads;
    }

    /** What reading a text of this length may cost. */
    static Meter meter(long characters) {
        return new Meter("reads of its text", READS + READS_PER_CHARACTER * characters);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        reads.spend(1);
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        reads.spend(1 + (end - start) / COPIED_PER_READ);
        return new MeteredText(text.subSequence(start, end), reads);
    }

    @Override
    public String toString() {
        reads.spend(1 + text.length() / COPIED_PER_READ);
        return text.toString();
    }
}
