package pressroom.posts;

/** What became of a file when it was read. */
public sealed interface Reading {

    /** A post to publish. */
    record Ready(Post post) implements Reading {}

    /** Not meant to be published: a draft, a section page, a README. */
    record Skipped(String path, String reason) implements Reading {}

    /** Meant to be a post, and not usable as one. */
    record Failed(String path, String reason) implements Reading {}
}
