package pressroom.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import pressroom.cli.importing.BlogClient;
import pressroom.cli.importing.Import;
import pressroom.cli.importing.ImportListener;
import pressroom.cli.importing.ImportPace;
import pressroom.cli.importing.ImportSummary;
import pressroom.cli.terminal.Progress;
import pressroom.cli.terminal.Terminal;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;

/** An import that a person watches. */
record ImportRun(Installation installation, Terminal terminal) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** @param report is told the outcome, also when Ctrl-C ended the import early */
    ImportSummary of(PostTree tree, PostReader reader, ImportPace pace, Consumer<ImportSummary> report)
            throws InterruptedException {
        requireBlogService();
        var client = new BlogClient(installation.uri(Service.BLOG), new AuthorTokens(installation.tokens()), TIMEOUT);
        var progress = new Progress(terminal, "Importing", tree.files().size());
        var running = new Import(tree, reader, client, pace, listener(progress));
        var reported = new CountDownLatch(1);
        try (var ctrlC = new CtrlC(() -> stop(running, reported))) {
            var summary = running.run();
            progress.close();
            report.accept(summary);
            reported.countDown();
            return summary;
        }
    }

    /** An import sits out a service that dies under it; one that was never there is a mistake, better said at once. */
    private void requireBlogService() throws InterruptedException {
        var probe = Readiness.of(installation, Service.BLOG);
        if (probe.startsWith(Readiness.SILENT)) {
            throw new CommandException("blog-service does not answer at " + installation.uri(Service.BLOG)
                    + ": ./pressroom up starts it, ./pressroom status shows what runs.");
        }
    }

    /** Requests in flight are let finish, for a moment, so that the report is true. */
    private static void stop(Import running, CountDownLatch reported) {
        running.stop();
        try {
            reported.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static ImportListener listener(Progress progress) {
        return new ImportListener(
                () -> {
                    progress.note("");
                    progress.advance();
                },
                progress::waiting);
    }
}
