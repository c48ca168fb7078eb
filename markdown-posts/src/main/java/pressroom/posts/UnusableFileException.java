package pressroom.posts;

/** The message says, to the person who wrote the file, what is wrong with it and what to do. */
final class UnusableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableFileException(String reason) {
        super(ShortText.of(reason, Reading.Failed.MAX_REASON_CHARS), null, false, false);
    }
}
