package pressroom.stack;

import java.nio.file.Path;

/** The Java that runs us also runs the servers and services. */
final class JavaProgram {
    /** For what lives for seconds: half the processor time at the start, at the price of slower code later on. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private JavaProgram() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static String path() {
        return home().resolve("bin").resolve("java").toString();
    }
}
