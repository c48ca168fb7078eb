package pressroom.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import pressroom.posts.Post;
import pressroom.posts.PostTree;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything, publishes samples/posts, waits until all of them are counted and found, and shows it.",
            "Stays up until Ctrl-C, then stops what it started."
        })
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {

    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);

    @ParentCommand
    private Pressroom pressroom;

    @Option(names = "--exit", description = "End after the check; the exit code says whether it passed.")
    private boolean exit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var installation = pressroom.installation();
        var session = new Session(installation, pressroom.terminal());
        var ours = session.startup().missing();
        var passed = false;
        try (var ctrlC = session.onCtrlC(ours)) {
            try {
                session.start(ctrlC, ours);
                passed = publishAndCheck(installation);
                if (passed && !exit) {
                    pressroom.terminal().print(Directions.to(installation));
                    pressroom
                            .terminal()
                            .print("Ctrl-C stops "
                                    + (ours.isEmpty() ? "this command; the system was running before." : "it."));
                    ctrlC.await();
                }
            } finally {
                if (!ctrlC.isPressed()) {
                    session.stop(ours);
                }
            }
        }
        return passed ? 0 : 1;
    }

    private boolean publishAndCheck(Installation installation) throws IOException, InterruptedException {
        var samples = installation.home().resolve("samples").resolve("posts");
        try (var tree = PostTree.of(samples)) {
            var summary =
                    new ImportRun(installation, pressroom.terminal(), GIVE_UP_AFTER, false).of(samples, tree, null);
            pressroom.terminal().print(ImportReport.of(summary, 0, true));
            return summary.isComplete() && check(installation, DemoCheck.posts(tree));
        }
    }

    private boolean check(Installation installation, List<Post> posts) throws InterruptedException {
        var check = new DemoCheck(installation, pressroom.terminal());
        return check.isCounted(posts) & check.isFound(posts);
    }
}
