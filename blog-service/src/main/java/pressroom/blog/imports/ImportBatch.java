package pressroom.blog.imports;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import pressroom.blog.blogs.ImportedPost;
import pressroom.blog.blogs.PublishImported;
import pressroom.blog.security.Author;
import pressroom.blog.web.Problem;
import pressroom.posts.AuthorId;
import pressroom.posts.ImportKey;
import pressroom.posts.Post;
import pressroom.posts.Reading;
import pressroom.posts.ShortText;

/** Publishes what was read of some files, each under the author whose it may be. */
@Component
class ImportBatch {

    private final PublishImported posts;

    ImportBatch(PublishImported posts) {
        this.posts = posts;
    }

    /** Only the database's own failures are thrown: whatever is wrong with a file is in the tally. */
    Tally publish(List<Reading> readings, int first, ImportIntake.Submitter submitter) {
        Tally tally = new Tally();
        List<Place> places = new ArrayList<>();
        List<ImportedPost> publishable = new ArrayList<>();
        int number = first;
        for (Reading reading : readings) {
            if (reading instanceof Reading.Ready ready) {
                String author = submitter.operator() ? ready.post().authorId() : submitter.author();
                Place place = new Place(number, ready.post().path());
                String obstacle = obstacle(ready.post(), author);
                if (obstacle == null) {
                    places.add(place);
                    publishable.add(imported(ready.post(), author));
                } else {
                    tally.failed(place.number, place.path, obstacle);
                }
            } else if (reading instanceof Reading.Failed failed) {
                tally.failed(number, failed.path(), failed.reason());
            } else {
                tally.skip();
            }
            number++;
        }
        Iterator<PublishImported.Outcome> outcomes = posts.publish(publishable).iterator();
        places.forEach(place -> enter(outcomes.next(), place, tally));
        return tally;
    }

    private static void enter(PublishImported.Outcome outcome, Place place, Tally tally) {
        ErrorResponseException refusal = outcome.refusal();
        if (refusal == null) {
            tally.published(outcome.isNew());
        } else {
            tally.failed(place.number, place.path, words(refusal));
        }
    }

    private static @Nullable String obstacle(Post post, String author) {
        if (!post.authorId().equals(author) && !post.authorId().equals(AuthorId.of(author))) {
            return "belongs to the author '%s': you import your own posts, an operator imports everybody's"
                    .formatted(ShortText.of(post.authorId(), 60));
        }
        return Author.isId(author) ? null : "its author's id " + Author.ID_RULE;
    }

    private static ImportedPost imported(Post post, String author) {
        return new ImportedPost(
                author, ImportKey.of(author, post.path()), post.title(), post.body(), post.tags(), post.publishedAt());
    }

    private static String words(ErrorResponseException refused) {
        if (refused.getStatusCode() == HttpStatus.UNPROCESSABLE_CONTENT) {
            return "changed since its first import: edit the published post, or rename the file to publish a new one";
        }
        StringBuilder words = new StringBuilder(String.valueOf(refused.getBody().getDetail()));
        Problem.fieldsOf(refused).forEach((field, message) -> words.append(" The %s %s.".formatted(field, message)));
        return words.toString();
    }

    /** Where a post stands in its tree. */
    private record Place(int number, String path) {}
}
