package pressroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import pressroom.posts.PostTree;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes the Markdown files (.md, .mdx, .markdown) of a Jekyll, Hugo, Zola or Hexo blog, each under its own author.",
            "A post is known by its author and its path below DIR (or in the zip): importing the same tree again publishes",
            "nothing twice, and finishes what was interrupted. blog-service does it: ending this command does not end it."
        })
@SuppressWarnings("NullAway.Init")
final class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "DIR|ZIP", description = "A directory, or a zip of one.")
    private Path source;

    @Option(names = "--author", paramLabel = "A", description = "The author of files that name none.")
    private @Nullable String author;

    @Option(
            names = "--give-up-after",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = TimeSpan.class,
            description = "End when nothing moves for this long: 30s, 10m, 2h (default: ${DEFAULT-VALUE}).")
    private Duration giveUpAfter;

    @Option(names = "--cancel", description = "Ctrl-C ends the import too; what was published stays.")
    private boolean cancel;

    @Option(names = "--verbose", description = "Name every skipped file, however many there are.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var tree = PostTree.of(source)) {
            var run = new ImportRun(pressroom.installation(), pressroom.terminal(), giveUpAfter, cancel);
            var summary = run.of(source, tree, author == null ? null : Authors.id(author));
            pressroom.terminal().print(ImportReport.of(summary, tree.others(), verbose));
            return summary.isComplete() ? 0 : 1;
        }
    }
}
