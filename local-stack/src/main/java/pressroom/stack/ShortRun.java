package pressroom.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that prepares something and ends. */
final class ShortRun {
    private ShortRun() {}

    /** @throws StackException with what it wrote, if it does not end with 0 */
    static void of(String label, ProcessBuilder program) {
        try {
            List<String> command = new ArrayList<>(PosixFiles.PRIVATELY);
            command.addAll(program.command());
            Process process = program.command(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new StackException("%s failed with exit code %d:%n%s".formatted(label, code, output));
            }
        } catch (IOException e) {
            throw new StackException("%s could not be run: %s".formatted(label, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }
}
