package pressroom.blog.markdown;

/** Counts one kind of work, and ends it when there is too much. */
final class Meter {

    private final String what;
    private long left;

    /** @param what the plural of what is counted */
    Meter(String what, long most) {
        this.what = what;
        this.left = most;
    }

    /** @throws BeyondLimit when nothing is left */
    void spend(long amount) {
        left -= amount;
        if (left < 0) {
            throw BeyondLimit.of(what);
        }
    }

    /** Spends the amount if that much is left. */
    boolean spendIfLeft(long amount) {
        if (amount > left) {
            return false;
        }
        left -= amount;
        return true;
    }
}
