package pressroom.chaos.mutants;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import pressroom.stack.Home;

/**
 * A project folder like the real one, but for the jar of one service: that is compiled from its source with the mutant's
 * changes. Nothing in the production code or its build knows of it.
 */
public final class MutantHome {
    private final Path home;
    private final Path built;
    private final Path folder;

    /**
     * Prepares one.
     *
     * @param home the project's folders: its sources, and what is built of them
     * @param folder where to put the other one; empty
     */
    public MutantHome(Home home, Path folder) {
        this.home = home.root();
        this.built = home.built();
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Builds it.
     *
     * @return the folder to run as {@code pressroom.built}
     * @throws IllegalStateException when the service's source has changed so that the mutant no longer fits it
     */
    public Path build(Mutant mutant) throws IOException {
        Path jar = folder.resolve(Path.of(mutant.service(), "target", mutant.service() + ".jar"));
        Files.createDirectories(jar.getParent());
        try (Stream<Path> modules = Files.list(built)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                if (!module.endsWith(mutant.service())) {
                    Files.createSymbolicLink(folder.resolve(module.getFileName()), module);
                }
            }
        }
        Path original = built.resolve(Path.of(mutant.service(), "target", mutant.service() + ".jar"));
        Files.copy(original, jar, StandardCopyOption.REPLACE_EXISTING);
        Path parts = Files.createDirectories(folder.resolve("parts"));
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            copy(zip.getPath("/BOOT-INF"), parts);
            Path compiled = compile(mutatedSources(mutant), parts);
            copy(compiled, zip.getPath("/BOOT-INF/classes"));
        }
        return folder;
    }

    private List<Path> mutatedSources(Mutant mutant) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Edit edit : mutant.edits()) {
            String source = sources.get(edit.type());
            if (source == null) {
                source = Files.readString(sourceOf(mutant.service(), edit.type()));
            }
            sources.put(edit.type(), edit.apply(source));
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("sources/pressroom/" + source.getKey() + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        return files;
    }

    /** Its own, or the library's that every consumer has: what is mutated of that comes before the library's jar. */
    private Path sourceOf(String service, String type) {
        String path = "/src/main/java/pressroom/" + type + ".java";
        Path own = home.resolve(service + path);
        return Files.exists(own) ? own : home.resolve("event-consumer" + path);
    }

    private Path compile(List<Path> sources, Path parts) throws IOException {
        Path compiled = Files.createDirectories(folder.resolve("compiled"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("Mutants are compiled: run this with a JDK, not with a JRE");
        }
        String libraries;
        try (Stream<Path> all = Files.list(parts.resolve("lib"))) {
            libraries = all.map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
        }
        StringWriter problems = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "--release",
                "17",
                "-d",
                compiled.toString(),
                "-cp",
                parts.resolve("classes") + System.getProperty("path.separator") + libraries);
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(problems, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IllegalStateException("The mutant does not compile: " + problems);
            }
        }
        return compiled;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(target);
            } else {
                Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
