package pressroom.posts;

import java.io.IOException;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one file into one post, or into the reason why there is none. */
public final class PostReader {

    private static final Pattern PAGES_OF_A_PROJECT = Pattern.compile(
            "(?i)(readme|license|licence|changelog|contributing|code_of_conduct|security|governance)\\.\\w+");

    private final @Nullable String fallbackAuthor;
    private final Clock clock;

    /** @param fallbackAuthor the author id of files that name none; null when there is no such author */
    public PostReader(@Nullable String fallbackAuthor, Clock clock) {
        this.fallbackAuthor = fallbackAuthor;
        this.clock = clock;
    }

    /** Never throws for what a file is: the answer says it. */
    public Reading read(PostFile file) {
        try {
            return read(file.path(), MarkdownText.decode(file.content().read()));
        } catch (UnusableFileException wrong) {
            return new Reading.Failed(file.path(), String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            return new Reading.Failed(file.path(), "cannot be read: " + unreadable.getMessage());
        } catch (RuntimeException | StackOverflowError broken) {
            // What a parser makes of hostile text is not foreseen. It is this file's own failure, not its neighbours'.
            return new Reading.Failed(
                    file.path(), "cannot be read: " + broken.getClass().getSimpleName());
        }
    }

    private Reading read(String path, String text) throws UnusableFileException {
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith("_index.")) {
            return new Reading.Skipped(path, "a section's page, not a post");
        }
        var parts = FrontMatter.of(text);
        if (parts.isEmpty()) {
            if (PAGES_OF_A_PROJECT.matcher(name).matches()) {
                return new Reading.Skipped(path, "a page about the project, not a post");
            }
            throw new UnusableFileException("has no front matter: begin it with '---', 'title: ...', '---'");
        }
        return read(path, parts.get().fields(), parts.get().body());
    }

    private Reading read(String path, Fields fields, String body) throws UnusableFileException {
        if (is(fields, "draft", "true") || is(fields, "published", "false") || path.contains("_drafts/")) {
            return new Reading.Skipped(path, "a draft");
        }
        var publishedAt = PostDate.of(path, fields);
        if (publishedAt.isPresent() && publishedAt.get().isAfter(clock.instant())) {
            return new Reading.Skipped(path, "dated in the future (" + publishedAt.get() + "): import it again then");
        }
        var title = fields.first("title");
        if (title.isEmpty()) {
            throw new UnusableFileException("has no title: add 'title: ...' to its front matter");
        }
        return new Reading.Ready(new Post(
                path,
                PostAuthor.of(fields, fallbackAuthor),
                title.get(),
                body,
                Tags.of(path, fields),
                publishedAt.orElse(null)));
    }

    private static boolean is(Fields fields, String name, String value) {
        return fields.first(name).filter(value::equalsIgnoreCase).isPresent();
    }
}
