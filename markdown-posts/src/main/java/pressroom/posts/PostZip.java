package pressroom.posts;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Reads posts out of a zip without unpacking it to a disk. */
final class PostZip {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private final SeekableByteChannel zip;
    private final ZipLimits limits;
    private final ZipCheck check;
    private final ZipContent contents;

    private PostZip(SeekableByteChannel zip, ZipLimits limits) throws IOException {
        this.zip = zip;
        this.limits = limits;
        this.check = new ZipCheck(limits, zip.size());
        this.contents = new ZipContent(zip);
    }

    /** Closes the channel when it fails; the tree closes it otherwise. */
    static PostTree list(SeekableByteChannel channel, ZipLimits limits) throws IOException {
        try {
            return new PostZip(channel, limits).list();
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private PostTree list() throws IOException {
        var entries = ZipDirectory.read(zip, limits);
        check.check(entries);
        entries.removeIf(ZipEntryHead::isDirectory);
        return list(entries, wrapper(entries));
    }

    private PostTree list(List<ZipEntryHead> entries, String wrapper) {
        var files = new ArrayList<PostFile>();
        var skipped = new ArrayList<Reading.Skipped>();
        var others = 0;
        for (var entry : entries) {
            var whole = path(entry);
            var path = whole.substring(whole.startsWith(wrapper) ? wrapper.length() : 0);
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
    private static String wrapper(List<ZipEntryHead> entries) {
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
    private byte[] read(ZipEntryHead entry) throws IOException {
        var bytes = contents.read(entry, PostFile.MAX_BYTES + 1);
        check.unpacked(entry.path(), bytes.length, entry.size());
        return bytes;
    }

    static String path(ZipEntryHead entry) {
        return Normalizer.normalize(entry.path(), Normalizer.Form.NFC);
    }
}
