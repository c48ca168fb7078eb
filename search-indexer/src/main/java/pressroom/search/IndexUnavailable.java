package pressroom.search;

/** The index cannot be used now: an outage, to be waited out or mended, never the fault of an event or a question. */
final class IndexUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IndexUnavailable(String message) {
        super(message);
    }

    IndexUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
