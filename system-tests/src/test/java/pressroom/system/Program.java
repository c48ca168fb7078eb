package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Another program, run to its end. */
final class Program {

    private Program() {}

    record Said(int exitCode, String output) {}

    /** A program that is not there ends with 127, as a shell would have it. */
    static Said run(List<String> command, Map<String, String> environment) {
        return run(command, environment, "");
    }

    /** With these lines on its standard input. */
    static Said run(List<String> command, Map<String, String> environment, String input) {
        var builder = new ProcessBuilder(command).directory(Compose.HOME.toFile());
        builder.environment().putAll(environment);
        try {
            var process = builder.redirectErrorStream(true).start();
            try (var answers = process.outputWriter(UTF_8)) {
                answers.write(input);
            } catch (IOException ended) {
                // It asked nothing.
            }
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Said(process.waitFor(), output);
        } catch (IOException missing) {
            return new Said(127, missing.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
