package pressroom.posts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which paths of a blog's tree hold posts. */
final class PathInTree {

    private static final List<String> EXTENSIONS = List.of(".md", ".mdx", ".markdown");

    private PathInTree() {}

    static boolean isMarkdown(String path) {
        var lower = path.toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(lower::endsWith);
    }

    /** @return why a directory's or file's name keeps it out, empty when it does not */
    static Optional<String> passedOver(String name) {
        if (name.equals("node_modules") || name.equals("__MACOSX")) {
            return Optional.of("not part of the blog");
        }
        return name.startsWith(".") && name.length() > 1 ? Optional.of("hidden") : Optional.empty();
    }

    /** The first part of a path that is passed over, as the reason for skipping the whole path. */
    static Optional<String> passedOverOnTheWay(String path) {
        return Stream.of(path.split("/"))
                .flatMap(name -> passedOver(name).stream())
                .findFirst();
    }
}
