package pressroom.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import pressroom.stack.Status;

/** One process of the system: a server or a service. */
interface Part {

    /** What a person calls it on the command line. */
    String name();

    /** The names of those parts without which it cannot start. */
    List<String> needs();

    /** Starts it unless it runs, and returns when it is ready for work; says each step. */
    void start(Consumer<String> progress);

    /** Ends it in good order. */
    void stop();

    /** Ends it at once (SIGKILL). */
    void kill();

    Status status();

    Path log();
}
