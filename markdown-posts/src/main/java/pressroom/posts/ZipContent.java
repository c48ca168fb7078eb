package pressroom.posts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks one entry of a zip. */
final class ZipContent {

    private static final int HEADER = 0x04034b50;
    private static final int HEADER_BYTES = 30;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final SeekableByteChannel zip;

    ZipContent(SeekableByteChannel zip) {
        this.zip = zip;
    }

    /** @return the first {@code most} bytes, or all that there are */
    byte[] read(ZipEntryHead entry, int most) throws IOException {
        if ((entry.flags() & ENCRYPTED) != 0 || (entry.method() != STORED && entry.method() != DEFLATED)) {
            throw new IOException("it is encrypted, or packed in a way that is not read here");
        }
        var packed = new Packed(dataOf(entry), entry.packed());
        if (entry.method() == STORED) {
            return packed.readNBytes(most);
        }
        var inflater = new Inflater(true);
        // zlib wants one byte more behind data without a header.
        var padded = new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1]));
        try (var content = new InflaterInputStream(padded, inflater)) {
            return content.readNBytes(most);
        } finally {
            inflater.end();
        }
    }

    private long dataOf(ZipEntryHead entry) throws IOException {
        var header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        zip.position(entry.offset());
        while (header.hasRemaining() && zip.read(header) > 0) {
            // A channel may give less than it is asked for.
        }
        if (header.hasRemaining() || header.getInt(0) != HEADER) {
            throw new IOException("it is not where the zip's list of contents says");
        }
        return entry.offset()
                + HEADER_BYTES
                + Short.toUnsignedInt(header.getShort(26))
                + Short.toUnsignedInt(header.getShort(28));
    }

    /** An entry's bytes as they are in the zip. */
    private final class Packed extends InputStream {

        private long position;
        private long left;

        Packed(long position, long length) {
            this.position = position;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            zip.position(position);
            var read = zip.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)));
            position += Math.max(0, read);
            left -= Math.max(0, read);
            return read;
        }
    }
}
