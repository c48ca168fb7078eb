package pressroom.posts;

import java.io.Closeable;
import java.io.IOException;
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
        if (Files.isRegularFile(source)) {
            return PostZip.list(source);
        }
        throw new IOException("There is no directory or zip " + source + ".");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
