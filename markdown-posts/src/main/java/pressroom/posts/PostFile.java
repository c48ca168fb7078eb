package pressroom.posts;

import java.io.IOException;

/**
 * A Markdown file found by an import, not read yet.
 *
 * @param path where it lies below the import's root, with {@code /} between its parts, NFC
 */
public record PostFile(String path, Content content) {

    /** The most bytes a file may have: the blog service takes a text of 1 MiB. */
    static final int MAX_BYTES = 2 << 20;

    /** Opens a file when its turn comes. */
    @FunctionalInterface
    public interface Content {
        /**
         * @return at most one byte more than {@link #MAX_BYTES}
         * @throws IOException when the file cannot be read
         */
        byte[] read() throws IOException;
    }
}
