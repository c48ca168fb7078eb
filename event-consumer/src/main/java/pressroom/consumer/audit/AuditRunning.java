package pressroom.consumer.audit;

/** This instance makes an audit or a repair already; the message says so, for a person. */
public final class AuditRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the words for the answer. */
    public AuditRunning() {
        super("An audit or a repair is running at this instance. Wait for its end.");
    }
}
