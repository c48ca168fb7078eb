package pressroom.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import pressroom.cli.terminal.Progress;
import pressroom.cli.terminal.Terminal;

/** Starts what does not run: the servers side by side, then the blog service, then the consumers side by side. */
final class Startup {

    private final Parts parts;
    private final List<Part> missing;
    private final Terminal terminal;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> steps = new ConcurrentHashMap<>();
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();

    Startup(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
        this.missing =
                parts.all().stream().filter(part -> !part.status().isRunning()).toList();
    }

    /** What did not run before. */
    List<Part> missing() {
        return missing;
    }

    /** Whether a part is past its start: it ran before, or this has started it. */
    boolean isReady(Part part) {
        return !missing.contains(part) || ready.contains(part.name());
    }

    /** @throws CommandException when a part failed to start; the others are left running */
    void run() {
        try (var progress = new Progress(terminal, "Starting", parts.all().size())) {
            var servers = sideBySide(parts.servers(), progress);
            // Consumers find no topic before the blog service has created it. If it cannot start, they still can.
            var blog = servers.thenRunAsync(() -> start(parts.services().get(0), progress), threads);
            blog.thenCompose(topic -> sideBySide(
                            parts.services().subList(1, parts.services().size()), progress))
                    .join();
        } finally {
            threads.shutdown();
        }
        if (!failures.isEmpty()) {
            throw new CommandException(
                    failures.values().stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
        }
    }

    /** From any thread: starts nothing more, and returns when nothing is being started any more. */
    void cancel() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> sideBySide(List<Part> some, Progress progress) {
        return CompletableFuture.allOf(some.stream()
                .map(part -> CompletableFuture.runAsync(() -> start(part, progress), threads))
                .toArray(CompletableFuture[]::new));
    }

    private void start(Part part, Progress progress) {
        try {
            progress.advance(started(part, progress));
            ready.add(part.name());
        } catch (RuntimeException failure) {
            failures.put(part.name(), failure);
            progress.advance(part.name() + " " + (threads.isShutdown() ? "interrupted" : terminal.bad("failed")));
        }
        steps.remove(part.name());
        progress.note(waitingFor());
    }

    private String started(Part part, Progress progress) {
        part.needs().stream().filter(failures::containsKey).findFirst().ifPresent(server -> {
            throw new CommandException(part.name() + " was not started: it needs " + server + ".");
        });
        var started = System.nanoTime();
        part.start(step -> {
            steps.put(part.name(), step);
            progress.note(waitingFor());
        });
        var seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        var time = missing.contains(part) ? "%.1f s".formatted(seconds) : "it was running";
        return "%s %s (%s)".formatted(part.name(), steps.getOrDefault(part.name(), "ready"), time);
    }

    private String waitingFor() {
        return steps.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(step -> step.getKey() + ": " + step.getValue())
                .collect(Collectors.joining(", "));
    }
}
