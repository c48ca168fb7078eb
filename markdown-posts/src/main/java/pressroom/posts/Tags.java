package pressroom.posts;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A post's tags and categories together: readers filter by both. */
final class Tags {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Tags() {}

    static List<String> of(String path, Fields fields) throws UnusableFileException {
        return fields.withTables("taxonomies", "extra", "params")
                .flatMap(table ->
                        Stream.of("tags", "tag", "categories", "category").flatMap(name -> split(table, name, path)))
                .map(tag -> FrontMatterLimits.DEFAULT.checkName("tag", tag))
                .map(tag -> Normalizer.normalize(tag, Normalizer.Form.NFC))
                .filter(tag -> !tag.isBlank())
                .distinct()
                .toList();
    }

    /** A list is taken as it is. A string is one tag or several with commas; Jekyll alone parts plural names at spaces. */
    private static Stream<String> split(Fields table, String name, String path) {
        var tags = table.all(name);
        if (!table.isText(name)) {
            return tags.stream();
        }
        var jekyll = name.endsWith("s") && ("/" + path).contains("/_posts/");
        return tags.stream().flatMap(text -> {
            // Blanks beside a comma are taken off afterwards: a pattern with both takes time with the square of their
            // number.
            return text.contains(",") || !jekyll
                    ? Stream.of(text.split(",")).map(String::strip)
                    : SPACE.splitAsStream(text);
        });
    }
}
