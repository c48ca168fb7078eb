package pressroom.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Starting one server: ports, files, process, first answer, users. */
record ServerStart(Server server, LocalServer program, Daemon daemon, Ports ports) {
    /** Elasticsearch on a busy machine, or PostgreSQL after a crash, need a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final int TRIES = 20;

    void run(Consumer<String> progress) {
        if (!daemon.isRunning()) {
            requireFree(ports.of(server));
            if (server == Server.KAFKA) {
                requireFree(ports.kafkaController());
            }
            progress.accept("preparing");
            launch(progress);
        } else {
            awaitAnswer(daemon::isRunning);
        }
        progress.accept("users and rights");
        setUp();
        progress.accept("ready on port " + ports.of(server));
    }

    /** For a server that is no process of ours. */
    void setUpElsewhere() {
        awaitAnswer(() -> true);
        setUp();
    }

    private void setUp() {
        try {
            program.setUp();
        } catch (Exception e) {
            if (e instanceof InterruptedException interrupted) {
                throw Pause.interrupted(interrupted);
            }
            throw new StackException(
                    "%s runs, but its users and rights could not be set up: %s (its log: %s)"
                            .formatted(server.label(), e.getMessage(), daemon.log()),
                    e);
        }
    }

    private void launch(Consumer<String> progress) {
        ProcessBuilder command = program.prepare();
        for (int attempt = 1; ; attempt++) {
            progress.accept("starting");
            try {
                Process process = daemon.launch(command);
                program.settle(daemon, process, PATIENCE);
                awaitAnswer(daemon::isRunning);
                return;
            } catch (StackException e) {
                if (attempt == TRIES || !program.isPassing(daemon.logTail())) {
                    throw e;
                }
                Pause.briefly();
            }
        }
    }

    private void awaitAnswer(BooleanSupplier isRunning) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                program.ask();
                return;
            } catch (InterruptedException e) {
                throw Pause.interrupted(e);
            } catch (Exception notYet) {
                if (!isRunning.getAsBoolean()) {
                    throw daemon.died("ended while starting");
                }
                if (System.nanoTime() > deadline) {
                    throw daemon.died(
                            "did not answer within %d s (%s)".formatted(PATIENCE.toSeconds(), notYet.getMessage()));
                }
                Pause.briefly();
            }
        }
    }

    private void requireFree(int port) {
        if (!Ports.becomesFree(port)) {
            throw new StackException(
                    "%s cannot start: port %d is taken%s. Stop what holds it, or choose another port with %s."
                            .formatted(
                                    server.label(),
                                    port,
                                    PortOwner.of(port)
                                            .map(owner -> " by " + owner)
                                            .orElse(""),
                                    server.portVariable()));
        }
    }
}
