package pressroom.blog.blogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an author wants to publish, checked.
 *
 * @param publishedAt when it was first published elsewhere; null for now
 */
record Draft(
        String title,
        String body,
        List<String> tags,
        @Nullable Instant publishedAt) {

    /** SHA-256 of all that the author asked for: tells a repeated request from another one under the same key. */
    byte[] hash() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() + 256);
            DataOutputStream out = new DataOutputStream(bytes);
            write(out, title);
            write(out, body);
            out.writeInt(tags.size());
            for (String tag : tags) {
                write(out, tag);
            }
            write(out, String.valueOf(publishedAt));
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With its length in front, so that no two drafts run together into the same bytes. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
