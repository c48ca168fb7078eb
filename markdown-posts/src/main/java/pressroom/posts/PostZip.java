package pressroom.posts;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import pressroom.posts.RefusedZipException.Reason;

/** Reads posts out of a zip without unpacking it to a disk. */
final class PostZip {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private final ZipFile zip;
    private final ZipCheck check;

    private PostZip(ZipFile zip, ZipCheck check) {
        this.zip = zip;
        this.check = check;
    }

    /** Closes the channel when it fails; the tree closes it otherwise. */
    static PostTree list(SeekableByteChannel channel, ZipLimits limits) throws IOException {
        try {
            var zip = open(channel);
            return new PostZip(zip, new ZipCheck(limits, channel.size())).list();
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private static ZipFile open(SeekableByteChannel channel) throws RefusedZipException {
        try {
            return ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException wrong) {
            // Hostile bytes make the library throw all sorts of things.
            throw new RefusedZipException(Reason.NOT_A_ZIP, "This is no zip that can be read: " + wrong.getMessage());
        }
    }

    private PostTree list() throws IOException {
        var entries = Collections.list(zip.getEntries());
        check.check(entries);
        entries.removeIf(ZipArchiveEntry::isDirectory);
        return list(entries, wrapper(entries));
    }

    private PostTree list(List<ZipArchiveEntry> entries, String wrapper) {
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
    private static String wrapper(List<ZipArchiveEntry> entries) {
        var tops = entries.stream()
                .map(PostZip::path)
                .filter(path -> PathInTree.passedOverOnTheWay(path).isEmpty())
                .map(path -> path.substring(0, path.indexOf('/') + 1))
                .distinct()
                .toList();
        var single = tops.size() == 1 ? tops.get(0) : "";
        return YEAR.matcher(single.replace("/", "")).matches() ? "" : single;
    }

    /** However much an entry unpacks to, no more of it is read than tells that it is too large. */
    private byte[] read(ZipArchiveEntry entry) throws IOException {
        if (!zip.canReadEntryData(entry)) {
            throw new IOException("it is encrypted, or packed in a way that is not read here");
        }
        byte[] bytes;
        try (var content = zip.getInputStream(entry)) {
            bytes = content.readNBytes(PostFile.MAX_BYTES + 1);
        }
        check.unpacked(path(entry), bytes.length, entry.getSize());
        return bytes;
    }

    static String path(ZipArchiveEntry entry) {
        return Normalizer.normalize(entry.getName().replace('\\', '/'), Normalizer.Form.NFC);
    }
}
