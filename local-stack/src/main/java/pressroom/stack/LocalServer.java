package pressroom.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How one kind of server is laid out, started, asked whether it is there, and set up. */
interface LocalServer {
    /** Lays out its files as far as they are missing, writes its settings, and gives the command that runs it. */
    ProcessBuilder prepare();

    /** Returns if the server answers a real request; else throws whatever the client throws. */
    void ask() throws Exception;

    /** Creates the users, databases and rights that are missing. */
    void setUp() throws Exception;

    /** The signal that ends it in good order, for example TERM. */
    default String stopSignal() {
        return "TERM";
    }

    /** Whether a start that ended with this log may well succeed a moment later. */
    default boolean isPassing(String logTail) {
        return false;
    }

    /** Waits until the process that is the server is known, if it is not the one that was launched. */
    default void settle(Daemon daemon, Process launched, Duration patience) {}

    /** Where the server itself writes its pid, if that is not the launched process's; the file need not exist. */
    default Optional<Path> ownPidFile() {
        return Optional.empty();
    }
}
