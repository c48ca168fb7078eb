package pressroom.posts;

/**
 * What a zip of posts may hold.
 *
 * @param entries most entries of any kind
 * @param expandedBytes most bytes of all its Markdown files together, unpacked
 * @param ratio most bytes that one byte of the zip may become, once it holds more than {@link #HARMLESS_BYTES}; text becomes
 *     two to ten
 */
public record ZipLimits(int entries, long expandedBytes, int ratio) {

    /** Whatever its ratio, so little is no bomb. */
    static final long HARMLESS_BYTES = 16L << 20;

    /** Most bytes of its list of contents, which is in memory as a whole: an entry of a blog has about a hundred. */
    long directoryBytes() {
        return Math.min(128L * entries + (1 << 20), Integer.MAX_VALUE);
    }

    /** For a zip that a person reads on his own machine. */
    public static ZipLimits generous() {
        return new ZipLimits(1_000_000, 8L << 30, 1_000);
    }
}
