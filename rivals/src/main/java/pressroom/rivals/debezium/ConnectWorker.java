package pressroom.rivals.debezium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kafka Connect with one connector, as {@code bin/connect-standalone.sh} starts it. Its output is this process's.
 *
 * @param settings how to run it
 * @param files what it is told
 */
record ConnectWorker(ConnectSettings settings, ConnectFiles files) {
    private static final long PATIENCE_SECONDS = 30;

    /** Runs it until it ends; gives its exit status. */
    int run() throws IOException, InterruptedException {
        if (!Files.isDirectory(settings.libraries())) {
            throw new IllegalStateException(
                    "%s is missing: build it with `mvn package`, or set rivals.connect.home to where it is"
                            .formatted(settings.libraries().toAbsolutePath()));
        }
        Process process = new ProcessBuilder(command()).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process.waitFor();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvm());
        command.addAll(List.of(
                "-cp",
                settings.libraries().resolve("*").toString(),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                files.worker().toString(),
                files.connector().toString()));
        return command;
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
