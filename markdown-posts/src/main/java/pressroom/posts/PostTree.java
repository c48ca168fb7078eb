package pressroom.posts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an import is about to read.
 *
 * @param files in the order of their paths
 * @param skipped Markdown files and directories that are passed over
 * @param others how many files are no Markdown
 */
public record PostTree(List<PostFile> files, List<Reading.Skipped> skipped, int others, Closeable source)
        implements Closeable {

    /**
     * Lists a directory or a zip without reading any post.
     *
     * @throws IOException with words for a person when it is neither, cannot be read, or is not safe
     */
    public static PostTree of(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return PostDirectory.list(source);
        }
        if (!Files.isRegularFile(source)) {
            throw new IOException("There is no directory or zip " + source + ".");
        }
        try {
            return PostZip.list(Files.newByteChannel(source), ZipLimits.generous());
        } catch (RefusedZipException refused) {
            throw new IOException(
                    source + ": " + refused.getMessage()
                            + (refused.reason() == RefusedZipException.Reason.NOT_A_ZIP
                                    ? " For a single post use: ./pressroom publish --author NAME FILE.md"
                                    : ""),
                    refused);
        }
    }

    /**
     * Lists a zip that somebody sent. Its files' contents are counted against the limits while they are read.
     *
     * @param zip is closed with the tree, and when it is refused
     * @throws RefusedZipException when it is none, or not safe
     */
    public static PostTree ofZip(SeekableByteChannel zip, ZipLimits limits) throws IOException {
        return PostZip.list(zip, limits);
    }

    /**
     * Unpacks every post once, keeping none: after that it is known that all of them together stay within the limits.
     *
     * @throws RefusedZipException when they do not
     */
    public void unpackAll() throws RefusedZipException {
        for (var file : files) {
            try {
                file.content().read();
            } catch (RefusedZipException refused) {
                throw refused;
            } catch (IOException unreadable) {
                // One broken file is said with its name later; it does not spoil the others.
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
