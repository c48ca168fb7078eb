package pressroom.cli.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import pressroom.posts.PostFile;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;

/**
 * A tree's posts in a temporary zip.
 *
 * @param unreadable files that are not in it, and why
 */
public record ZippedTree(Path zip, List<Reading.Failed> unreadable) implements AutoCloseable {

    /** A file beside the posts: without it a reader would take a single top directory for one that zipping has added. */
    private static final String MARK = "pressroom-import.txt";

    /** Packs a tree. */
    public static ZippedTree of(PostTree tree) throws IOException {
        var zip = Files.createTempFile("pressroom-import-", ".zip");
        var packed = new ZippedTree(zip, new ArrayList<>());
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            put(
                    out,
                    MARK,
                    "The paths in this zip are those below the imported directory."
                            .getBytes(StandardCharsets.US_ASCII));
            for (var file : tree.files()) {
                packed.add(out, file);
            }
            return packed;
        } catch (IOException | RuntimeException failed) {
            packed.close();
            throw failed;
        }
    }

    private void add(ZipOutputStream out, PostFile file) throws IOException {
        byte[] content;
        try {
            content = file.content().read();
        } catch (IOException reason) {
            unreadable.add(new Reading.Failed(file.path(), "cannot be read: " + reason.getMessage()));
            return;
        }
        put(out, file.path(), content);
    }

    private static void put(ZipOutputStream out, String path, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(path));
        out.write(content);
        out.closeEntry();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
