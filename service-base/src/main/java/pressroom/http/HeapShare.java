package pressroom.http;

/** Parts of the largest heap, each the room for one kind of thing that callers make a service hold. */
public enum HeapShare {

    /** Requests that are being received or handled. */
    BODIES(3, 1),
    /** Connections, each with buffers and a head. An estimate: 3,281 half-sent heads ended a heap of 192 MB. */
    CONNECTIONS(6, 64 << 10),
    /** Event streams, beside their connections. An estimate: 1,753 of them ended a heap of 192 MB. */
    STREAMS(12, 64 << 10);

    /** One caller may hold so much of anything: the others keep three quarters. */
    private static final int CALLER = 4;

    private final int divisor;
    private final int bytesEach;

    HeapShare(int divisor, int bytesEach) {
        this.divisor = divisor;
        this.bytesEach = bytesEach;
    }

    /** The size of this part in bytes of this process's largest heap. */
    public long bytes() {
        return Runtime.getRuntime().maxMemory() / divisor;
    }

    /** How many things of this kind fit into this part, at least 16. */
    public int count() {
        return (int) Math.min(20_000, Math.max(16, bytes() / bytesEach));
    }

    /** How many of {@code all} one caller may hold, at least 8. */
    public static int perCaller(int all) {
        return Math.max(8, all / CALLER);
    }
}
