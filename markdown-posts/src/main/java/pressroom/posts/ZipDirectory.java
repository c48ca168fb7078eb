package pressroom.posts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import pressroom.posts.RefusedZipException.Reason;

/**
 * Reads a zip's list of contents: no more bytes of it, and no more entries, than the limits allow. Libraries read all of it
 * before they tell how much that is.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.3.12 to 4.3.16 and 4.5.3</a>
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int HEADER = 0x02014b50;
    private static final int MOST_COMMENT_BYTES = 0xFFFF;
    private static final int UNIX = 3;
    private static final int EXTRA_64 = 0x0001;
    private static final int EXTRA_UNICODE_PATH = 0x7075;
    private static final long IN_EXTRA = 0xFFFFFFFFL;

    private final SeekableByteChannel zip;
    private final ZipLimits limits;
    /** Bytes in front of the archive, such as a program that unpacks it. */
    private long prefix;

    private ZipDirectory(SeekableByteChannel zip, ZipLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /** @throws RefusedZipException when it is no zip, or has more than the limits allow */
    static List<ZipEntryHead> read(SeekableByteChannel zip, ZipLimits limits) throws IOException {
        try {
            return new ZipDirectory(zip, limits).read();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw noZip("its list of contents is broken");
        }
    }

    private List<ZipEntryHead> read() throws IOException {
        var directory = directory();
        var entries = new ArrayList<ZipEntryHead>();
        while (directory.remaining() >= 4 && directory.getInt() == HEADER) {
            if (entries.size() == limits.entries()) {
                throw ZipCheck.tooLarge("it has more than %,d entries: split it".formatted(limits.entries()));
            }
            entries.add(entry(directory));
        }
        if (directory.hasRemaining()) {
            throw noZip("its list of contents is broken");
        }
        return entries;
    }

    private ByteBuffer directory() throws IOException {
        var end = end();
        var bytes = Integer.toUnsignedLong(end.getInt(12));
        var offset = Integer.toUnsignedLong(end.getInt(16));
        var behind = zip.size() - end.limit();
        var locator = behind >= 20 ? bytes(behind - 20, 20) : ByteBuffer.allocate(20);
        if (locator.getInt(0) == END_64_LOCATOR) {
            behind = locator.getLong(8);
            var end64 = bytes(behind, 56);
            if (end64.getInt(0) != END_64) {
                throw noZip("its end is broken");
            }
            bytes = end64.getLong(40);
            offset = end64.getLong(48);
        }
        if (bytes < 0 || offset < 0 || bytes > behind || offset > behind - bytes) {
            throw noZip("its list of contents is not where its end says");
        }
        if (bytes > limits.directoryBytes()) {
            throw ZipCheck.tooLarge("its list of contents has more than %,d bytes: split it, or shorten names"
                    .formatted(limits.directoryBytes()));
        }
        prefix = behind - bytes - offset;
        return bytes(behind - bytes, (int) bytes);
    }

    /** The last record, from its signature on; a comment may stand behind it. */
    private ByteBuffer end() throws IOException {
        var size = zip.size();
        var tail = bytes(Math.max(0, size - END_BYTES - MOST_COMMENT_BYTES), (int)
                Math.min(size, END_BYTES + MOST_COMMENT_BYTES));
        for (var at = tail.limit() - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return tail.slice(at, tail.limit() - at).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw noZip("it has no list of contents");
    }

    private ZipEntryHead entry(ByteBuffer directory) {
        var start = directory.position() - 4;
        var nameBytes = Short.toUnsignedInt(directory.getShort(start + 28));
        var extraBytes = Short.toUnsignedInt(directory.getShort(start + 30));
        var commentBytes = Short.toUnsignedInt(directory.getShort(start + 32));
        directory.position(start + 46);
        var name = new byte[nameBytes];
        directory.get(name);
        var extra = directory.slice(directory.position(), extraBytes).order(ByteOrder.LITTLE_ENDIAN);
        directory.position(directory.position() + extraBytes + commentBytes);
        var unix = Byte.toUnsignedInt(directory.get(start + 5)) == UNIX;
        var mode = directory.getInt(start + 38) >>> 16;
        var large = find(extra, EXTRA_64);
        var size = size(directory.getInt(start + 24), large);
        var packed = size(directory.getInt(start + 20), large);
        var offset = size(directory.getInt(start + 42), large);
        return new ZipEntryHead(
                path(name, extra),
                unix && (mode & 0170000) == 0120000,
                directory.getShort(start + 8),
                Short.toUnsignedInt(directory.getShort(start + 10)),
                packed,
                size,
                prefix + offset);
    }

    private static long size(int field, ByteBuffer large) {
        var size = Integer.toUnsignedLong(field);
        return size == IN_EXTRA && large.remaining() >= 8 ? large.getLong() : size;
    }

    /** Info-ZIP writes the name in UTF-8 beside one in an older encoding; it holds as long as that one was not changed since. */
    private static String path(byte[] name, ByteBuffer extra) {
        var unicode = find(extra, EXTRA_UNICODE_PATH);
        var crc = new CRC32();
        crc.update(name);
        if (unicode.remaining() > 5 && unicode.get() == 1 && unicode.getInt() == (int) crc.getValue()) {
            return UTF_8.decode(unicode).toString().replace('\\', '/');
        }
        return new String(name, UTF_8).replace('\\', '/');
    }

    /** @return the field's data, empty when there is none */
    private static ByteBuffer find(ByteBuffer extra, int id) {
        for (var at = 0; at + 4 <= extra.limit(); ) {
            var bytes = Short.toUnsignedInt(extra.getShort(at + 2));
            if (Short.toUnsignedInt(extra.getShort(at)) == id && at + 4 + bytes <= extra.limit()) {
                return extra.slice(at + 4, bytes).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + bytes;
        }
        return ByteBuffer.allocate(0);
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        zip.position(position);
        while (bytes.hasRemaining() && zip.read(bytes) > 0) {
            // A channel may give less than it is asked for.
        }
        if (bytes.hasRemaining()) {
            throw noZip("it ends too early");
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static RefusedZipException noZip(String why) {
        return new RefusedZipException(Reason.NOT_A_ZIP, "This is no zip that can be read: " + why + ".");
    }
}
