package pressroom.blog.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A zip in the making, of any kind: good and bad. */
final class Zip {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes);

    /** So many posts of one author. */
    static Zip ofPosts(String author, int count) throws IOException {
        Zip zip = new Zip();
        for (int i = 0; i < count; i++) {
            zip.post("posts/%04d.md".formatted(i), author, "Post " + i);
        }
        return zip;
    }

    /** All Markdown files below a directory. */
    static Zip ofTree(Path root) throws IOException {
        Zip zip = new Zip();
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                zip.put(new ZipArchiveEntry(root.relativize(file).toString()), Files.readAllBytes(file));
            }
        }
        return zip;
    }

    Zip post(String path, String author, String title) throws IOException {
        String by = author.isEmpty() ? "" : "author: " + author + "\n";
        return file(path, "---\ntitle: %s\ndate: 2020-02-20\n%s---\nText of %s.\n".formatted(title, by, title));
    }

    Zip file(String path, String content) throws IOException {
        return put(new ZipArchiveEntry(path), content.getBytes(UTF_8));
    }

    Zip link(String path, String target) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(path);
        entry.setUnixMode(0120777);
        return put(entry, target.getBytes(UTF_8));
    }

    /** Files of nothing but zeros, which pack a thousand to one. */
    Zip bombs(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            put(new ZipArchiveEntry("bomb-" + i + ".md"), new byte[2 << 20]);
        }
        return this;
    }

    private Zip put(ZipArchiveEntry entry, byte[] content) throws IOException {
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        out.close();
        return bytes.toByteArray();
    }
}
