package pressroom.blog.imports;

import java.util.List;
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
        int number = first;
        for (Reading reading : readings) {
            if (reading instanceof Reading.Ready ready) {
                publish(ready.post(), number, submitter, tally);
            } else if (reading instanceof Reading.Failed failed) {
                tally.failed(number, failed.path(), failed.reason());
            } else {
                tally.skip();
            }
            number++;
        }
        return tally;
    }

    private void publish(Post post, int number, ImportIntake.Submitter submitter, Tally tally) {
        String author = submitter.operator() ? post.authorId() : submitter.author();
        if (!post.authorId().equals(author) && !post.authorId().equals(AuthorId.of(author))) {
            tally.failed(
                    number,
                    post.path(),
                    "belongs to the author '%s': you import your own posts, an operator imports everybody's"
                            .formatted(post.authorId()));
            return;
        }
        if (!Author.isId(author)) {
            tally.failed(number, post.path(), "its author's id " + Author.ID_RULE);
            return;
        }
        try {
            tally.published(posts.publish(new ImportedPost(
                    author,
                    ImportKey.of(author, post.path()),
                    post.title(),
                    post.body(),
                    post.tags(),
                    post.publishedAt())));
        } catch (ErrorResponseException refused) {
            tally.failed(number, post.path(), words(refused));
        }
    }

    private static String words(ErrorResponseException refused) {
        if (refused.getStatusCode() == HttpStatus.UNPROCESSABLE_CONTENT) {
            return "changed since its first import: edit the published post, or rename the file to publish a new one";
        }
        StringBuilder words = new StringBuilder(String.valueOf(refused.getBody().getDetail()));
        Problem.fieldsOf(refused).forEach((field, message) -> words.append(" The %s %s.".formatted(field, message)));
        return words.toString();
    }
}
