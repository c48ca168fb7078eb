package pressroom.events;

/** A record that is no event of the contract. Its message is the reason, fit for logs and headers. */
public class MalformedEvent extends Exception {

    private static final long serialVersionUID = 1L;

    /** Refuses a record for {@code reason}. */
    public MalformedEvent(String reason) {
        // No stack trace: a flood of poison must stay cheap, and the reason says it all.
        super(reason, null, false, false);
    }
}
