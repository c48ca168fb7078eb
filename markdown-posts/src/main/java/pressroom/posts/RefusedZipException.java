package pressroom.posts;

import java.io.IOException;

/** A zip that is not read at all; the message says to a person why. */
public final class RefusedZipException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        /** It is no zip, or a broken one. */
        NOT_A_ZIP,
        /** It is made to do harm, or looks like it. */
        UNSAFE,
        /** It holds more than is taken. */
        TOO_LARGE
    }

    private final Reason reason;

    RefusedZipException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }
}
