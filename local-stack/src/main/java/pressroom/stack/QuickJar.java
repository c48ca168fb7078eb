package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A packaged service as its image has it: extracted, and with what this JVM has learnt about its classes in a first start, without
 * servers: an ahead-of-time cache from Java 24 on, else an archive of the classes. Half of a start is reading classes.
 *
 * @param jar the extracted one
 * @param knowledge of this JVM and this jar; it need not be there
 * @see <a href="https://openjdk.org/jeps/514">JEP 514, Ahead-of-Time Command-Line Ergonomics</a>
 * @see <a href="https://docs.spring.io/spring-boot/reference/packaging/class-data-sharing.html">Class data sharing</a>
 */
public record QuickJar(Path jar, Path knowledge) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= 24;

    /**
     * Makes it beside the jar that Maven has packaged, unless it is there already.
     *
     * @throws StackException when the jar cannot be extracted
     */
    static QuickJar of(String service) {
        Path packaged = ServiceProcess.packagedJar(service);
        Path jar = extracted(packaged);
        QuickJar quick = new QuickJar(jar, jar.resolveSibling(HAS_AOT_CACHE ? "service.aot" : "service.jsa"));
        try {
            if (isOlder(quick.knowledge, packaged)) {
                quick.learn();
            }
            return quick;
        } catch (IOException e) {
            throw cannotExtract(packaged, e);
        }
    }

    /**
     * The executable jar, extracted beside it unless that has been done already: its libraries are files of their own, and a
     * library that looks for its machine code finds it.
     *
     * @throws StackException when the jar cannot be extracted
     */
    public static Path extracted(Path packaged) {
        // Each JVM takes only what it has made itself.
        Path folder = packaged.resolveSibling("quick-" + Runtime.version().feature());
        Path jar = folder.resolve(packaged.getFileName());
        try {
            if (isOlder(jar, packaged)) {
                await(start(
                        folder,
                        List.of(
                                JavaProgram.QUICK_START,
                                "-Djarmode=tools",
                                "-jar",
                                packaged.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString())));
                if (!Files.exists(folder.resolve("lib"))) {
                    throw new IOException("see " + log(folder));
                }
            }
            return jar;
        } catch (IOException e) {
            throw cannotExtract(packaged, e);
        }
    }

    private static boolean isOlder(Path made, Path source) throws IOException {
        return !Files.exists(made) || Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) < 0;
    }

    private static StackException cannotExtract(Path packaged, IOException e) {
        return new StackException("Cannot extract %s: %s".formatted(packaged, e.getMessage()), e);
    }

    /** What a JVM must be told to make use of it; when it is not there, or not of this JVM, the start only takes longer. */
    List<String> jvmArguments() {
        return HAS_AOT_CACHE
                ? List.of("-XX:AOTCache=" + knowledge)
                : List.of("-XX:SharedArchiveFile=" + knowledge, "-Xshare:auto");
    }

    private void learn() throws IOException {
        Files.deleteIfExists(knowledge);
        int port = Ports.onePort();
        List<String> arguments = new ArrayList<>();
        arguments.add((HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + knowledge);
        if (!HAS_AOT_CACHE) {
            // An archive of classes is the same whichever compiler was at work. A cache holds what compilers want to
            // know, too.
            arguments.add(JavaProgram.QUICK_START);
        }
        arguments.addAll(ServiceProperties.withoutServers(port));
        arguments.addAll(List.of("-jar", jar.toString()));
        Process service = start(Objects.requireNonNull(jar.getParent()), arguments);
        try {
            HealthProbe probe = new HealthProbe("http://127.0.0.1:" + port);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (service.isAlive() && !probe.isAlive() && System.nanoTime() < deadline) {
                Pause.briefly();
            }
            // Ready it is not. But to tell, it looks for its servers, and learns how one does that.
            probe.isReady();
        } finally {
            service.destroy();
            await(service);
        }
    }

    private static Process start(Path folder, List<String> arguments) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(JavaProgram.path()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile())
                .start();
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }
}
