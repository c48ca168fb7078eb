package pressroom.blog.imports;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import pressroom.blog.security.Author;
import pressroom.blog.web.Problem;
import pressroom.posts.PostTree;
import pressroom.posts.RefusedZipException;

/** All imports, as authors and operators use them. */
@Component
public class Imports {

    /** A zip's list of contents is in memory while it is checked: of larger ones than this there is one at a time. */
    private static final long LARGE_BYTES = 1 << 20;

    /** An author id has 255 bytes; normalizing a longer text takes time with the square of its length. */
    private static final int MAX_AUTHOR_CHARS = 255;

    private static final Duration RETRY_NEXT = Duration.ofSeconds(30);

    private final ImportIntake intake;
    private final ImportJobs jobs;
    private final ImportQueue queue;
    private final ImportWorker worker;
    private final ImportSettings settings;
    private final UploadPlaces uploads;
    private final Semaphore largeChecks = new Semaphore(1, true);

    Imports(ImportIntake intake, ImportJobs jobs, ImportQueue queue, ImportWorker worker, ImportSettings settings) {
        this.intake = intake;
        this.jobs = jobs;
        this.queue = queue;
        this.worker = worker;
        this.settings = settings;
        this.uploads = new UploadPlaces(settings.uploads());
    }

    /**
     * Takes a zip of Markdown files, to be published in the background.
     *
     * @param operator whether this author may import everybody's posts, each under its front matter's author
     * @param fallback the author id of files that name none, for an operator; null for nobody
     * @throws org.springframework.web.ErrorResponseException when it is refused, with the answer to give
     */
    public ImportJob submit(Author author, boolean operator, @Nullable String fallback, InputStream zip)
            throws IOException {
        String whose = fallback(author, operator, fallback);
        try (UploadPlaces.Place place = uploads.take(author.id());
                ReceivedZip received = ReceivedZip.of(zip, settings.maxZip(), settings.receiveTime())) {
            if (jobs.unfinishedOf(author.id()) >= settings.unfinished()) {
                throw Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "You have %d imports that are not finished: wait for one, or cancel one."
                                .formatted(settings.unfinished()),
                        RETRY_NEXT);
            }
            int total = check(received);
            UUID id = intake.store(received, total, new ImportIntake.Submitter(author.id(), operator, whose));
            worker.wake();
            return jobs.find(List.of(id)).get(0);
        }
    }

    private static @Nullable String fallback(Author author, boolean operator, @Nullable String asked) {
        if (asked != null && asked.length() > MAX_AUTHOR_CHARS) {
            throw Problem.invalid(Map.of("author", Author.ID_RULE));
        }
        String fallback = asked == null || asked.isBlank() ? null : Normalizer.normalize(asked, Normalizer.Form.NFC);
        if (!operator) {
            if (fallback != null && !fallback.equals(author.id())) {
                throw Problem.of(HttpStatus.FORBIDDEN, "You import your own posts; an operator imports everybody's.");
            }
            return author.id();
        }
        if (fallback != null && !Author.isId(fallback)) {
            throw Problem.invalid(Map.of("author", Author.ID_RULE));
        }
        return fallback;
    }

    /** Unpacks all of it once, in memory and keeping nothing, so that what is stored is known to be harmless. */
    private int check(ReceivedZip zip) throws IOException {
        boolean large = zip.channel().size() > LARGE_BYTES;
        if (large) {
            largeChecks.acquireUninterruptibly();
        }
        try {
            return countFiles(zip);
        } finally {
            if (large) {
                largeChecks.release();
            }
        }
    }

    private int countFiles(ReceivedZip zip) throws IOException {
        try (PostTree tree = PostTree.ofZip(new StaysOpen(zip.channel()), settings.limits())) {
            if (tree.files().isEmpty()) {
                throw Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "There is no Markdown file (.md, .mdx, .markdown) in this zip. Zips in a zip are not opened.");
            }
            tree.unpackAll();
            return tree.files().size();
        } catch (RefusedZipException e) {
            HttpStatus status =
                    switch (e.reason()) {
                        case NOT_A_ZIP -> HttpStatus.BAD_REQUEST;
                        case UNSAFE -> HttpStatus.UNPROCESSABLE_CONTENT;
                        case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    };
            throw Problem.of(status, String.valueOf(e.getMessage()));
        }
    }

    /**
     * An import as it is now.
     *
     * @throws org.springframework.web.ErrorResponseException 404, also for an import of somebody else's
     */
    public ImportJob get(UUID id, Author author, boolean operator) {
        return jobs.find(List.of(id)).stream()
                .filter(job -> operator || job.submittedBy().equals(author.id()))
                .findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "You have no import with this id."));
    }

    /** Ends an import where it is, unless it is finished; what it has published stays. */
    public ImportJob cancel(UUID id, Author author, boolean operator) {
        get(id, author, operator);
        queue.cancel(id);
        return get(id, author, operator);
    }

    /** A page of an import's failed files. */
    ImportJob.Failures failures(UUID id, int after, Author author, boolean operator) {
        get(id, author, operator);
        return jobs.failuresAfter(id, after);
    }

    /** The largest zip that is taken. */
    DataSize maxZip() {
        return settings.maxZip();
    }
}
