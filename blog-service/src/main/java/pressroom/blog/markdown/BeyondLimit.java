package pressroom.blog.markdown;

/** A post costs more than it may. It carries no stack trace, because it is thrown to end a loop and caught close by. */
final class BeyondLimit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean table;

    private BeyondLimit(String message, boolean table) {
        super(message, null, false, false);
        this.table = table;
    }

    static BeyondLimit of(String what) {
        return new BeyondLimit("more " + what + " than a post may have", false);
    }

    static BeyondLimit ofTables() {
        return new BeyondLimit("more table cells than a post may have", true);
    }

    /** Whether the same post is within its limits when its tables are text. */
    boolean isTable() {
        return table;
    }
}
