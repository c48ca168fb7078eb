package pressroom.posts;

/** What became of a file when it was read. */
public sealed interface Reading {

    /** A post to publish. */
    record Ready(Post post) implements Reading {}

    /** Not meant to be published: a draft, a section page, a README. */
    record Skipped(String path, String reason) implements Reading {}

    /** Meant to be a post, and not usable as one. */
    record Failed(String path, String reason) implements Reading {

        /** Most characters of a reason; a longer one is cut. */
        public static final int MAX_REASON_CHARS = 200;

        /** Whatever a parser or a driver says: a reason is short, in one line and plain. */
        public Failed {
            reason = ShortText.of(reason, MAX_REASON_CHARS);
        }
    }
}
