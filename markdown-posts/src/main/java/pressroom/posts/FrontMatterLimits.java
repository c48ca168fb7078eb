package pressroom.posts;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a file's front matter may hold; a file with more fails.
 *
 * @param bytes most bytes of UTF-8 between its fences, and most characters of one field's texts together; 65,536
 * @param depth most lists and tables inside of each other; 20
 * @param aliases most YAML aliases of lists and tables; 20
 * @param values most values of one field, those of lists in lists and those behind aliases counted each time; 1,000
 * @param name most characters of an author's name or a tag; 1,000
 */
record FrontMatterLimits(int bytes, int depth, int aliases, int values, int name) {

    static final FrontMatterLimits DEFAULT = new FrontMatterLimits(64 << 10, 20, 20, 1_000, 1_000);

    /** Looks at the text only, before a parser does. */
    void check(String fields) throws UnusableFileException {
        if (fields.length() > bytes || fields.getBytes(UTF_8).length > bytes) {
            throw new UnusableFileException(
                    "its front matter is longer than %,d bytes: is the closing line missing?".formatted(bytes));
        }
    }

    /** Normalizing a text takes time that grows with the square of its length at worst, so that names are bounded first. */
    String checkName(String field, String text) throws UnusableFileException {
        if (text.length() > name) {
            throw new UnusableFileException("its %s %s has %,d characters, more than %,d"
                    .formatted(field, ShortText.quoted(text), text.length(), name));
        }
        return text;
    }
}
