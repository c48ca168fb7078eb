package pressroom.cli;

/** A command could not do what it was asked; the message says, in a line or two, what is wrong and what to do. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
