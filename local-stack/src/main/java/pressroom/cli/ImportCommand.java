package pressroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pressroom.cli.importing.ImportPace;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes the Markdown files (.md, .mdx, .markdown) of a Jekyll, Hugo, Zola or Hexo blog, each under its own author.",
            "A post is known by its author and its path below DIR (or in the zip): importing the same tree again publishes",
            "nothing twice, and finishes what was interrupted."
        })
@SuppressWarnings("NullAway.Init")
final class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR|ZIP", description = "A directory, or a zip of one.")
    private Path source;

    @Option(names = "--author", paramLabel = "A", description = "The author of files that name none.")
    private @Nullable String author;

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            description = "Posts in flight at once (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--give-up-after",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = TimeSpan.class,
            description = "End when no post gets through for this long: 30s, 10m, 2h (default: ${DEFAULT-VALUE}).")
    private Duration giveUpAfter;

    @Option(names = "--verbose", description = "Name every skipped file, however many there are.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (concurrency < 1 || concurrency > 1024) {
            throw new ParameterException(
                    spec.commandLine(), "--concurrency lies between 1 and 1024, not " + concurrency + ".");
        }
        var reader = new PostReader(author == null ? null : Authors.id(author), Clock.systemUTC());
        try (var tree = PostTree.of(source)) {
            var run = new ImportRun(pressroom.installation(), pressroom.terminal());
            var summary = run.of(tree, reader, new ImportPace(concurrency, giveUpAfter), done -> pressroom
                    .terminal()
                    .print(ImportReport.of(done, tree.others(), verbose)));
            return summary.isComplete() ? 0 : 1;
        }
    }
}
