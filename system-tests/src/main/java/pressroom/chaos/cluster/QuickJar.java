package pressroom.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pressroom.stack.ServiceProcess;

/**
 * A packaged service as its image has it: extracted, and with an archive of its classes. Services are started hundreds of
 * times while things break, and half of a start is reading classes.
 *
 * @param archive of this JVM and this jar; it need not be there
 * @see <a href="https://docs.spring.io/spring-boot/reference/packaging/class-data-sharing.html">Class data sharing</a>
 */
record QuickJar(Path jar, Path archive) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Makes it beside the jar that Maven has packaged, unless it is there already. */
    static QuickJar of(Role role) {
        Path packaged = ServiceProcess.packagedJar(role.service());
        Path folder = packaged.resolveSibling("quick");
        QuickJar quick = new QuickJar(folder.resolve(packaged.getFileName()), folder.resolve("classes.jsa"));
        try {
            if (!Files.exists(quick.archive)
                    || Files.getLastModifiedTime(quick.archive).compareTo(Files.getLastModifiedTime(packaged)) < 0) {
                Files.deleteIfExists(quick.archive);
                run(
                        folder,
                        "-Djarmode=tools",
                        "-jar",
                        packaged.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString());
                // Neither a server nor a key is asked for anything: it ends as soon as it has put itself together.
                run(
                        folder,
                        "-XX:ArchiveClassesAtExit=" + quick.archive,
                        "-Dspring.context.exit=onRefresh",
                        "-Dserver.port=0",
                        "-Dpressroom.tokens.issuer=http://127.0.0.1:1/",
                        "-jar",
                        quick.jar.toString());
            }
            return quick;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot extract " + packaged, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What a JVM must be told to use the archive; without one it only starts more slowly. */
    List<String> jvmArguments() {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
    }

    private static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(arguments));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
        if (!Files.exists(folder.resolve("lib"))) {
            throw new IOException("%s failed: see %s".formatted(String.join(" ", command), folder.resolve("log")));
        }
    }
}
