package pressroom.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pressroom.cli.terminal.Progress;
import pressroom.cli.terminal.Terminal;
import pressroom.stack.StackException;

/** Stops parts in good order: services before the servers they write to. */
final class Shutdown {

    private final Terminal terminal;
    private final Predicate<Part> isReady;
    private final Executor threads = Executors.newCachedThreadPool(Shutdown::daemon);

    Shutdown(Terminal terminal) {
        this(terminal, part -> true);
    }

    /**
     * @param isReady what is still starting is ended at once instead: it has nothing to finish yet, and Elasticsearch's
     *     launcher, told to end while it starts, waits for itself for ever
     */
    Shutdown(Terminal terminal, Predicate<Part> isReady) {
        this.terminal = terminal;
        this.isReady = isReady;
    }

    /** @return whether all of them ended */
    boolean stop(List<Part> parts) {
        try (var progress = new Progress(terminal, "Stopping", parts.size())) {
            var services = sideBySide(parts.stream().filter(ServicePart.class::isInstance), progress);
            return sideBySide(parts.stream().filter(ServerPart.class::isInstance), progress) & services;
        }
    }

    private boolean sideBySide(Stream<Part> parts, Progress progress) {
        var failures =
                parts.map(part -> CompletableFuture.supplyAsync(() -> stop(part, progress), threads)).toList().stream()
                        .flatMap(stopped -> stopped.join().stream())
                        .toList();
        failures.forEach(terminal::print);
        return failures.isEmpty();
    }

    private Optional<String> stop(Part part, Progress progress) {
        try {
            if (isReady.test(part)) {
                part.stop();
            } else {
                part.kill();
            }
            progress.advance(part.name() + " stopped");
            return Optional.empty();
        } catch (StackException stillThere) {
            return Optional.of(String.valueOf(stillThere.getMessage()));
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "stop");
        thread.setDaemon(true);
        return thread;
    }
}
