package pressroom.blog.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.posts.Reading;
import pressroom.posts.ShortText;

/**
 * An import, as those who may see it get it.
 *
 * @param total Markdown files in the zip; all are dealt with when the four counts below add up to it
 * @param published posts that are new with this import
 * @param alreadyThere posts that an earlier import of the same files had published
 * @param failed files that could not be published
 * @param skipped files that are not meant to be published, such as drafts
 * @param startedAt when an instance first took it; null while it waits
 * @param finishedAt null until it is done, cancelled or failed
 * @param reason why the whole of it failed; null when it did not
 * @param failures the first hundred failed files; all are counted as failed and listed under /failures
 */
@Schema(example = """
                {"id": "0198c0de-0000-7000-8000-000000000002", "state": "running", "total": 1049, "published": 400,
                 "alreadyThere": 25, "failed": 1, "skipped": 0, "submittedAt": "2026-02-20T10:00:00Z",
                 "startedAt": "2026-02-20T10:00:01Z", "finishedAt": null, "reason": null,
                 "failures": [{"file": "posts/old.md", "reason": "has no title: add 'title: ...' to its front matter"}]}
                """)
public record ImportJob(
        UUID id,
        State state,
        int total,
        int published,
        int alreadyThere,
        int failed,
        int skipped,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String reason,
        List<FailedFile> failures,
        @JsonIgnore String submittedBy) {

    /** How far an import is. */
    public enum State {
        /** No instance works on it at this moment: it has not been taken yet, or it is another author's turn. */
        @JsonProperty("waiting")
        WAITING,
        /** An instance works on it. */
        @JsonProperty("running")
        RUNNING,
        /** Every file has been dealt with, well or badly. */
        @JsonProperty("done")
        DONE,
        /** Ended by a person; what was published stays. */
        @JsonProperty("cancelled")
        CANCELLED,
        /** It could not be gone on with; what was published stays. */
        @JsonProperty("failed")
        FAILED
    }

    /** A file that was not published, and why. */
    public record FailedFile(String file, String reason) {

        FailedFile shortened() {
            return new FailedFile(
                    ShortText.ofPath(file, Tally.MAX_FILE_CHARS),
                    ShortText.of(reason, Reading.Failed.MAX_REASON_CHARS));
        }
    }

    /**
     * A page of failed files, in the order of their paths.
     *
     * @param next the cursor of the page after this one; null at the end
     */
    public record Failures(
            List<FailedFile> failures, @Nullable String next) {}

    /** Whether nothing more will happen to it. */
    @JsonIgnore
    public boolean isFinished() {
        return finishedAt != null;
    }
}
