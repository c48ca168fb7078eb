package pressroom.blog.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import pressroom.blog.web.Problem;

/** A zip on this machine's disk for as long as it is open; its file has no name, so that nothing is left of it after a crash. */
final class ReceivedZip implements AutoCloseable {

    static final int CHUNK_BYTES = 1 << 20;

    private final FileChannel file;

    private ReceivedZip(FileChannel file) {
        this.file = file;
    }

    static ReceivedZip empty() throws IOException {
        Path path = Files.createTempFile("pressroom-import-", ".zip");
        return new ReceivedZip(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /**
     * Takes what comes, piece by piece, and no more than the limit.
     *
     * @param time for the whole of it; a body that stops is given up earlier, by the connection's own timeout
     */
    static ReceivedZip of(InputStream body, DataSize limit, Duration time) throws IOException {
        long begin = System.nanoTime();
        ReceivedZip zip = empty();
        try {
            byte[] piece = new byte[CHUNK_BYTES];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                zip.append(ByteBuffer.wrap(piece, 0, read));
                if (zip.file.position() > limit.toBytes()) {
                    throw tooLarge(limit);
                }
                if (System.nanoTime() - begin > time.toNanos()) {
                    throw tooSlow(time);
                }
            }
            return zip;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static RuntimeException tooSlow(Duration time) {
        return Problem.of(
                HttpStatus.REQUEST_TIMEOUT,
                "The zip has not arrived within %d seconds: split it.".formatted(time.toSeconds()));
    }

    static RuntimeException tooLarge(DataSize limit) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "The zip is larger than %,d bytes: split it, or leave out what is no Markdown."
                        .formatted(limit.toBytes()));
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    FileChannel channel() {
        return file;
    }

    /** The zip's piece with this number, from 0; empty behind its end. */
    byte[] chunk(int number) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (chunk.hasRemaining() && file.read(chunk, (long) number * CHUNK_BYTES + chunk.position()) > 0) {
            // Read on until it is full or the file ends.
        }
        byte[] bytes = new byte[chunk.flip().remaining()];
        chunk.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
