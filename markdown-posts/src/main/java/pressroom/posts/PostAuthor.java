package pressroom.posts;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose post it is: the first author named, at the top or in the tables that Zola and Hugo keep for such fields. */
final class PostAuthor {

    private PostAuthor() {}

    /** @param fallback an author id, taken as it is; null for none */
    static String of(Fields fields, @Nullable String fallback) throws UnusableFileException {
        var name = fields.withTables("extra", "taxonomies", "params")
                .flatMap(table -> Stream.of("author", "authors").flatMap(key -> table.first(key).stream()))
                .findFirst();
        if (name.isEmpty()) {
            return Optional.ofNullable(fallback)
                    .orElseThrow(() -> new UnusableFileException(
                            "has no author: add 'author: ...' to its front matter, or say --author"));
        }
        var id = AuthorId.of(FrontMatterLimits.DEFAULT.checkName("author", name.get()));
        if (id.isEmpty()) {
            throw new UnusableFileException(
                    "its author " + ShortText.quoted(name.get()) + " has neither letter nor digit");
        }
        return id;
    }
}
