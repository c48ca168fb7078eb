package pressroom.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start one instance of a service.
 *
 * @param jar null for the one that Maven has packaged
 * @param properties of Spring, which win over the local stack's
 */
record ServiceCommand(
        String service,
        String name,
        @Nullable Path jar,
        int port,
        List<String> jvmArguments,
        Map<String, String> properties,
        Map<String, String> environment) {

    /** The collector for large heaps needs more memory and processor time than these small ones are worth. */
    private static final List<String> JVM =
            List.of("-XX:SurvivorRatio=3", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    /** What the C library has been given back by the compilers and keeps, as much as a tenth of it all. Since Java 22. */
    private static final List<String> TRIM =
            Runtime.version().feature() < 22 ? List.of() : List.of("-XX:TrimNativeHeapInterval=5000");

    /**
     * Nearly all that a consumer makes is of use for one batch. So the young generation is large, and its survivors' spaces hold a
     * whole batch: what would else be moved to the old generation makes that grow to all it may have before anybody looks for
     * garbage in it.
     */
    private static final List<String> COUNTER_CONSUMER = List.of("-Xms136m", "-Xmx160m", "-Xmn104m");

    /** For the same reason; with two threads instead of three a smaller one holds as much. */
    private static final List<String> SEARCH_INDEXER = List.of("-Xms120m", "-Xmx144m", "-Xmn88m");

    /**
     * A request makes little at a time: a small young generation was faster in each round beside a large one. What authors hold
     * at once is not bounded as a consumer's fetches are, so the old generation may grow; a collection of all makes it small
     * again. Compiled code that nobody has used for long makes room for other.
     */
    private static final List<String> BLOG_SERVICE = List.of(
            "-Xms96m",
            "-Xmx192m",
            "-Xmn40m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:ReservedCodeCacheSize=48m");

    ServiceCommand(String service) {
        this(service, service, null, ServiceProperties.defaultPort(service), List.of(), Map.of(), Map.of());
    }

    ServiceCommand withName(String other) {
        return new ServiceCommand(service, other, jar, port, jvmArguments, properties, environment);
    }

    ServiceCommand withJar(Path other) {
        return new ServiceCommand(service, name, other, port, jvmArguments, properties, environment);
    }

    ServiceCommand withPort(int other) {
        return new ServiceCommand(service, name, jar, other, jvmArguments, properties, environment);
    }

    ServiceCommand withJvmArguments(List<String> more) {
        List<String> all = new ArrayList<>(jvmArguments);
        all.addAll(more);
        return new ServiceCommand(service, name, jar, port, List.copyOf(all), properties, environment);
    }

    ServiceCommand withProperties(Map<String, String> others) {
        return new ServiceCommand(service, name, jar, port, jvmArguments, Map.copyOf(others), environment);
    }

    ServiceCommand withEnvironment(Map<String, String> other) {
        return new ServiceCommand(service, name, jar, port, jvmArguments, properties, Map.copyOf(other));
    }

    /** The process to start, told where the stack's servers are and where its secrets lie. */
    ProcessBuilder on(LocalStack stack) {
        ServiceProperties told = new ServiceProperties(stack.ports(), stack.secrets());
        Map<String, String> all = new LinkedHashMap<>(told.plain(service));
        all.put("server.port", String.valueOf(port));
        all.put("server.address", "127.0.0.1");
        all.putAll(properties);
        List<String> command = new ArrayList<>(List.of(JavaProgram.path()));
        command.addAll(JVM);
        command.addAll(TRIM);
        command.addAll(
                switch (service) {
                    case "blog-service" -> BLOG_SERVICE;
                    case "search-indexer" -> SEARCH_INDEXER;
                    default -> COUNTER_CONSUMER;
                });
        command.addAll(stack.jvmArguments());
        command.addAll(jvmArguments);
        all.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.addAll(List.of("-jar", String.valueOf(jar == null ? ServiceProcess.packagedJar(service) : jar)));
        ProcessBuilder process = new ProcessBuilder(command);
        // Else the C library keeps memory apart for each of a hundred threads.
        process.environment().put("MALLOC_ARENA_MAX", "1");
        process.environment().putAll(environment);
        Path secrets = stack.secrets().configTree(service, told.secret(service));
        process.environment().put("PRESSROOM_SECRETS", secrets.toString());
        return process;
    }
}
