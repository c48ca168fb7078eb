package pressroom.chaos.doors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Heads and pieces of hostile requests. */
final class Requests {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String MULTIPART = "multipart/form-data; boundary=edge";
    static final String JSON = "application/json";
    static final String ZIP = "application/zip";

    private Requests() {}

    /** A head without its end, so that more headers can follow. */
    static String open(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    }

    static String declared(String method, String path, String type, long bytes, String... more) {
        return open(method, path) + "Content-Type: " + type + "\r\nContent-Length: " + bytes + "\r\n" + lines(more)
                + "\r\n";
    }

    static String chunked(String method, String path, String type, String... more) {
        return open(method, path) + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n" + lines(more)
                + "\r\n";
    }

    /** One chunk of a chunked body. */
    static byte[] chunk(byte[] content) {
        byte[] size = (Integer.toHexString(content.length).toUpperCase(Locale.ROOT) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + content.length + 2);
        System.arraycopy(content, 0, chunk, size.length, content.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** So many of the letter a. */
    static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'a');
        return letters;
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }
}
