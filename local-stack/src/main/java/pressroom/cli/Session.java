package pressroom.cli;

import java.util.List;
import pressroom.cli.terminal.Terminal;

/** A command's time with a system that it starts, and stops when it is interrupted or fails. */
final class Session {

    private final Installation installation;
    private final Terminal terminal;
    private final Startup startup;

    Session(Installation installation, Terminal terminal) {
        this.installation = installation;
        this.terminal = terminal;
        this.startup = new Startup(installation.parts(), terminal);
    }

    Startup startup() {
        return startup;
    }

    /** Ctrl-C stops these parts, whether they are up or on their way. */
    CtrlC onCtrlC(List<Part> parts) {
        return new CtrlC(() -> {
            try {
                startup.cancel();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            stop(parts);
        });
    }

    /** @param stopOnFailure the parts that are of no use when another one cannot start */
    void start(CtrlC ctrlC, List<Part> stopOnFailure) {
        installation.addresses().remember(installation.state());
        try {
            startup.run();
        } catch (RuntimeException failure) {
            if (ctrlC.isPressed()) {
                // What was interrupted has failed, of course; the clean-up tells the story and ends the JVM.
                ctrlC.close();
            }
            stop(stopOnFailure);
            var rest = stopOnFailure.isEmpty()
                    ? "\nThe others are left running: mend it, then ./pressroom up starts just what is missing (./pressroom down stops all)."
                    : "";
            throw new CommandException(failure.getMessage() + rest, failure);
        }
    }

    /** Stops these parts as far as they run. */
    void stop(List<Part> parts) {
        var running = parts.stream().filter(part -> part.status().isRunning()).toList();
        if (!running.isEmpty()) {
            new Shutdown(terminal, startup::isReady).stop(running);
        }
    }
}
