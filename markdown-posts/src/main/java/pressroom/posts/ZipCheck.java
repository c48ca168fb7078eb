package pressroom.posts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import pressroom.posts.RefusedZipException.Reason;

/** Looks for what no zip of a blog has. A zip is somebody else's word: nothing that it says of itself is believed. */
final class ZipCheck {

    private static final int MAX_PATH_CHARS = 1_000;
    /** The Unicode standard's limit for text that is normalized in a stream: beyond it the time grows with the square. */
    private static final Pattern MARKS = Pattern.compile("\\p{M}{31}");

    private static final Pattern OUTSIDE = Pattern.compile("(^|/)\\.\\.(/|$)|^/|^[A-Za-z]:|\\x00");

    private final ZipLimits limits;
    private final long zipBytes;
    private long expanded;

    ZipCheck(ZipLimits limits, long zipBytes) {
        this.limits = limits;
        this.zipBytes = zipBytes;
    }

    /** Looks at the list of contents only. */
    void check(List<ZipEntryHead> entries) throws RefusedZipException {
        Set<String> paths = new HashSet<>();
        long packed = 0;
        for (var entry : entries) {
            checkName(entry.path());
            var path = PostZip.path(entry);
            if (entry.link()) {
                throw unsafe("its entry " + ShortText.quoted(path) + " is a symbolic link");
            }
            if (!paths.add(path)) {
                throw unsafe("its entry " + ShortText.quoted(path) + " is there twice");
            }
            packed += entry.packed();
            if (entry.packed() < 0 || packed > zipBytes) {
                throw unsafe("its entries overlap");
            }
        }
    }

    /** Before it is normalized, which takes long for a long name. */
    private static void checkName(String name) throws RefusedZipException {
        if (name.length() > MAX_PATH_CHARS) {
            throw unsafe("its entry " + ShortText.quoted(name) + " has a name of " + name.length() + " characters");
        }
        if (MARKS.matcher(name).find()) {
            throw unsafe("its entry " + ShortText.quoted(name) + " has more than 30 marks on one letter");
        }
        if (OUTSIDE.matcher(name).find()) {
            throw unsafe("its entry " + ShortText.quoted(name) + " points outside of it");
        }
    }

    /** Adds up what was really unpacked. */
    synchronized void unpacked(String path, long bytes, long saidBytes) throws IOException {
        expanded += bytes;
        if (bytes <= PostFile.MAX_BYTES && saidBytes >= 0 && bytes != saidBytes) {
            throw unsafe("its entry %s has %,d bytes and says %,d".formatted(ShortText.quoted(path), bytes, saidBytes));
        }
        if (expanded > limits.expandedBytes()) {
            throw tooLarge("it unpacks to more than %,d MiB: split it".formatted(limits.expandedBytes() >> 20));
        }
        if (expanded > ZipLimits.HARMLESS_BYTES && expanded / limits.ratio() > zipBytes) {
            throw unsafe("each of its bytes unpacks to more than %d: it is a bomb".formatted(limits.ratio()));
        }
    }

    private static RefusedZipException unsafe(String why) {
        return new RefusedZipException(Reason.UNSAFE, "This zip is refused: " + why + ". Nothing was published.");
    }

    static RefusedZipException tooLarge(String why) {
        return new RefusedZipException(Reason.TOO_LARGE, "This zip is too large: " + why + ". Nothing was published.");
    }
}
