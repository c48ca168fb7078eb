package pressroom.posts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A file's bytes as text, or the reason why they are none. */
final class MarkdownText {

    private MarkdownText() {}

    static String decode(byte[] bytes) throws UnusableFileException {
        if (bytes.length > PostFile.MAX_BYTES) {
            throw new UnusableFileException("larger than " + (PostFile.MAX_BYTES >> 20) + " MiB: a post is smaller");
        }
        try {
            // A new decoder reports what is malformed; new String(...) would put replacement characters in its place.
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new UnusableFileException("not UTF-8: save it in that encoding");
        }
    }
}
