package pressroom.cli.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import pressroom.posts.Post;

/** What makes two requests the same publication in the blog service's eyes. */
public final class IdempotencyKey {

    private IdempotencyKey() {}

    /** A single post is what it says: sending the same file again, from wherever, changes nothing. */
    public static String ofSingle(Post post) {
        return "publish-" + hash(post.authorId(), post.title(), post.body());
    }

    private static String hash(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 40);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
