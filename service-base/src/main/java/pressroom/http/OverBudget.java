package pressroom.http;

/** There is no room for a request now. */
final class OverBudget extends Exception {

    /** Its caller holds all of its share. */
    static final OverBudget OF_CALLER = new OverBudget("You have too many requests under way. Wait for their answers.");

    /** All callers together hold all that there is. */
    static final OverBudget OF_ALL = new OverBudget("Too many requests are under way. Try again later.");

    private static final long serialVersionUID = 1L;

    private OverBudget(String message) {
        // One for all: a refusal must not cost a stack trace.
        super(message, null, false, false);
    }
}
