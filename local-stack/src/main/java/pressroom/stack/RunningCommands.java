package pressroom.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;

/** The command lines of the processes of this machine, as far as this user may see them. */
final class RunningCommands {
    private RunningCommands() {}

    static Set<String> ofAll() {
        return of(pid -> true);
    }

    /** All but this JVM's. */
    static Set<String> ofOthers() {
        return of(pid -> pid != ProcessHandle.current().pid());
    }

    private static Set<String> of(LongPredicate wanted) {
        Set<String> commands = new HashSet<>();
        ProcessHandle.allProcesses()
                .filter(process -> wanted.test(process.pid()))
                .forEach(process -> commands.add(commandLine(process)));
        return commands;
    }

    /** Java tells of the first 4 kB only, and a service's jar comes last. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException notLinuxOrGone) {
            return process.info().commandLine().orElse("");
        }
    }
}
