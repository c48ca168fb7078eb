package pressroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pressroom.cli.importing.FollowedImport;
import pressroom.cli.importing.ImportClient;
import pressroom.cli.importing.ImportStatus;
import pressroom.cli.importing.ImportSummary;
import pressroom.cli.importing.ZippedTree;
import pressroom.cli.terminal.Progress;
import pressroom.cli.terminal.Terminal;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;

/**
 * An import that a person watches; the blog service does it.
 *
 * @param giveUpAfter the longest time in which nothing at all moves
 * @param cancel whether Ctrl-C ends the import too, and not only the watching
 */
record ImportRun(Installation installation, Terminal terminal, Duration giveUpAfter, boolean cancel) {

    /**
     * Imports a directory or a zip and waits for the end.
     *
     * @param tree what is in {@code source}
     * @param fallbackAuthor the author id of files that name none
     */
    ImportSummary of(Path source, PostTree tree, @Nullable String fallbackAuthor)
            throws IOException, InterruptedException {
        requireBlogService();
        if (!Files.isDirectory(source)) {
            return summary(run(source, fallbackAuthor), tree, List.of());
        }
        try (var zipped = ZippedTree.of(tree)) {
            return summary(run(zipped.zip(), fallbackAuthor), tree, zipped.unreadable());
        }
    }

    private ImportStatus run(Path zip, @Nullable String fallbackAuthor) throws IOException, InterruptedException {
        try (var progress = new Progress(terminal, "Importing")) {
            var running = new FollowedImport(
                    client(), giveUpAfter, now -> progress.at(now.dealtWith(), now.total()), progress::waiting);
            try (var ctrlC = new CtrlC(() -> leave(running))) {
                return running.run(zip, fallbackAuthor);
            }
        }
    }

    private ImportSummary summary(ImportStatus status, PostTree tree, List<Reading.Failed> unreadable)
            throws IOException, InterruptedException {
        if (!status.reason().isEmpty()) {
            throw new CommandException("The import failed: " + status.reason());
        }
        var failed = new ArrayList<>(unreadable);
        if (status.failed() > 0) {
            failed.addAll(client().failures(status.id()));
        }
        var skipped = new ArrayList<>(tree.skipped());
        if (status.skipped() > 0) {
            var reader = new PostReader(null, Clock.systemUTC());
            for (var file : tree.files()) {
                if (reader.read(file) instanceof Reading.Skipped passedOver) {
                    skipped.add(passedOver);
                }
            }
        }
        return new ImportSummary(status, skipped, failed);
    }

    private ImportClient client() {
        return new ImportClient(
                installation.uri(Service.BLOG), installation.tokens().mint("pressroom-import", List.of("operator")));
    }

    /** An import sits out a service that dies under it; one that was never there is a mistake, better said at once. */
    private void requireBlogService() throws InterruptedException {
        var probe = Readiness.of(installation, Service.BLOG);
        if (probe.startsWith(Readiness.SILENT)) {
            throw new CommandException("blog-service does not answer at " + installation.uri(Service.BLOG)
                    + ": ./pressroom up starts it, ./pressroom status shows what runs.");
        }
    }

    private void leave(FollowedImport running) {
        var now = running.latest();
        if (now == null) {
            terminal.print("The import had not begun.");
        } else if (cancel) {
            terminal.print(cancelled(now.id()));
        } else {
            terminal.print(
                    "The import goes on in blog-service: %d of %d files are done. The same command again shows it end,"
                                    .formatted(now.dealtWith(), now.total())
                            + "\nand publishes nothing twice; with --cancel, Ctrl-C would have ended it.");
        }
    }

    private String cancelled(String id) {
        try {
            var now = client().cancel(id);
            return "The import is %s: %d posts were published, and stay.".formatted(now.state(), now.published());
        } catch (IOException e) {
            return "The import could not be cancelled: " + e.getMessage();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return "The import could not be cancelled.";
        }
    }
}
