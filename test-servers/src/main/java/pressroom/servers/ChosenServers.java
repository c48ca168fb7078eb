package pressroom.servers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pressroom.stack.Server;
import pressroom.stack.TestServers;

/** The one set of servers of this JVM, and the choice which kind it is. */
final class ChosenServers {

    private static @Nullable ContainerServers containers;
    private static boolean chosen;

    private ChosenServers() {}

    static synchronized RealServers with(Server... servers) {
        if (!chosen) {
            choose(servers);
            chosen = true;
        }
        if (containers == null) {
            return new StackServers(TestServers.with(servers));
        }
        startSideBySide(containers, servers);
        return containers;
    }

    private static void choose(Server... servers) {
        var wish = Wish.of(System.getProperty("pressroom.servers", "").toLowerCase(Locale.ROOT));
        var whyLocal = wish == Wish.LOCAL ? "-Dpressroom.servers=local says so" : tryContainers(servers);
        if (whyLocal == null) {
            Announcement.make("containers: " + images(servers));
        } else if (wish == Wish.CONTAINERS) {
            throw new IllegalStateException("-Dpressroom.servers=containers cannot be had: " + whyLocal);
        } else {
            Announcement.make("the local stack: " + whyLocal);
        }
    }

    /** What was in the way, null when nothing was. */
    private static @Nullable String tryContainers(Server... servers) {
        var whyNot = DockerEngine.whyNot(servers);
        if (whyNot != null) {
            return whyNot;
        }
        var attempt = new ContainerServers(TestServers.another());
        try {
            startSideBySide(attempt, servers);
            containers = attempt;
            return null;
        } catch (CompletionException failed) {
            attempt.removeAll();
            return "a Docker API answers, but " + rootOf(failed).getMessage();
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static void startSideBySide(RealServers chosen, Server... servers) {
        List<CompletableFuture<Void>> starts = Stream.of(servers)
                .map(server -> CompletableFuture.runAsync(() -> chosen.start(server, words -> {})))
                .toList();
        starts.forEach(CompletableFuture::join);
    }

    private static String images(Server... servers) {
        return Arrays.stream(servers).map(Images::image).collect(Collectors.joining(", "));
    }

    private enum Wish {
        WHAT_THERE_IS,
        CONTAINERS,
        LOCAL;

        static Wish of(String property) {
            return switch (property) {
                case "", "auto" -> WHAT_THERE_IS;
                case "containers" -> CONTAINERS;
                case "local" -> LOCAL;
                default ->
                    throw new IllegalArgumentException(
                            "-Dpressroom.servers is containers, local or auto, and not " + property);
            };
        }
    }
}
