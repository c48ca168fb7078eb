package pressroom.stack;

import java.nio.file.Path;

/** The Java that runs us also runs the servers and services. */
final class JavaProgram {
    private JavaProgram() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static String path() {
        return home().resolve("bin").resolve("java").toString();
    }
}
