package pressroom.cli.importing;

import java.io.IOException;

/** The service will not have an import; the message is its own. */
public final class ImportRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    ImportRefusedException(String words) {
        super(words);
    }
}
