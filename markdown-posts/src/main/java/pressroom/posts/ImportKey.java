package pressroom.posts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two imports of a file the same publication: the Idempotency-Key that every importer uses. */
public final class ImportKey {

    private ImportKey() {}

    /**
     * An imported post is its author's file at its place in the tree, so a tree can be imported again from another
     * directory, or as a zip. The content is left out on purpose: a file that has changed since is then refused and
     * reported, where a key with the content would publish the post a second time.
     */
    public static String of(String authorId, String path) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : new String[] {authorId, path}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "import-" + HexFormat.of().formatHex(digest.digest()).substring(0, 40);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
