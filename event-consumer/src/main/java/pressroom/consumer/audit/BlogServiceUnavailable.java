package pressroom.consumer.audit;

import org.jspecify.annotations.Nullable;

/** blog-service did not tell what is published; the message says why, for a person. */
public final class BlogServiceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlogServiceUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
