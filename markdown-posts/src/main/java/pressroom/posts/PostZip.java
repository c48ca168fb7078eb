package pressroom.posts;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads posts out of a zip without unpacking it. A zip is somebody else's word: unsafe paths refuse it whole, and sizes
 * are counted while reading, since a zip bomb lies about them.
 */
final class PostZip {

    private static final int MAX_ENTRIES = 1_000_000;
    private static final long MAX_TOTAL_BYTES = 8L << 30;
    private static final Pattern UNSAFE = Pattern.compile("(^|/)\\.\\.(/|$)|^/|^[A-Za-z]:|\\x00");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private final ZipFile zip;
    private final AtomicLong bytesLeft = new AtomicLong(MAX_TOTAL_BYTES);

    private PostZip(ZipFile zip) {
        this.zip = zip;
    }

    static PostTree list(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException wrong) {
            throw new IOException(
                    file + " is neither a directory nor a zip that can be read (" + wrong.getMessage()
                            + "). For a single post use: ./pressroom publish --author NAME FILE.md",
                    wrong);
        }
        try {
            return new PostZip(zip).list();
        } catch (IOException | RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private PostTree list() throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new IOException(zip.getName() + " has more than " + MAX_ENTRIES + " entries: split it.");
        }
        List<ZipEntry> entries = new ArrayList<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entries::add);
        for (var entry : entries) {
            if (UNSAFE.matcher(path(entry)).find()) {
                throw new IOException("Refused " + zip.getName() + ": its entry '" + entry.getName()
                        + "' points outside of it. Nothing was published.");
            }
        }
        return list(entries, wrapper(entries));
    }

    private PostTree list(List<ZipEntry> entries, String wrapper) {
        var files = new ArrayList<PostFile>();
        var skipped = new ArrayList<Reading.Skipped>();
        var others = 0;
        for (var entry : entries) {
            var path = path(entry).substring(path(entry).startsWith(wrapper) ? wrapper.length() : 0);
            var reason = PathInTree.passedOverOnTheWay(path);
            if (!PathInTree.isMarkdown(path)) {
                others++;
            } else if (reason.isPresent()) {
                skipped.add(new Reading.Skipped(path, reason.get()));
            } else {
                files.add(new PostFile(path, () -> read(entry)));
            }
        }
        files.sort(Comparator.comparing(PostFile::path));
        return new PostTree(files, skipped, others, zip);
    }

    /**
     * The one directory around everything, which zipping a directory adds and importing the directory itself does not
     * have: without it both give the same paths, so that a post is not published twice. A year is part of a blog.
     */
    private static String wrapper(List<ZipEntry> entries) {
        var tops = entries.stream()
                .map(PostZip::path)
                .filter(path -> PathInTree.passedOverOnTheWay(path).isEmpty())
                .map(path -> path.substring(0, path.indexOf('/') + 1))
                .distinct()
                .toList();
        var single = tops.size() == 1 ? tops.get(0) : "";
        return YEAR.matcher(single.replace("/", "")).matches() ? "" : single;
    }

    private byte[] read(ZipEntry entry) throws IOException {
        try (var content = zip.getInputStream(entry)) {
            var bytes = content.readNBytes(PostFile.MAX_BYTES + 1);
            if (bytesLeft.addAndGet(-bytes.length) < 0) {
                throw new IOException("the zip holds more than " + (MAX_TOTAL_BYTES >> 30) + " GiB: split it");
            }
            return bytes;
        }
    }

    private static String path(ZipEntry entry) {
        return Normalizer.normalize(entry.getName().replace('\\', '/'), Normalizer.Form.NFC);
    }
}
