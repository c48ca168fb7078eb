package pressroom.posts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file taken apart: the fields before its text, and the text exactly as it stands.
 *
 * @param fields by lower-case name
 */
record FrontMatter(Fields fields, String body) {

    private static final Pattern OPENING = Pattern.compile("\\A\\s*(---|\\+\\+\\+)[ \\t]*\\R");
    /** Hexo's own templates leave the opening line out. */
    private static final Pattern HEXO = Pattern.compile("\\A(?i:title|date|layout|author|tags|categories)[ \\t]*:");

    private static final Pattern YAML_END = Pattern.compile("(?m)^(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)");
    private static final Pattern TOML_END = Pattern.compile("(?m)^\\+\\+\\+[ \\t]*(?:\\R|\\z)");

    /** @return empty when the text has no front matter at all */
    static Optional<FrontMatter> of(String text) throws UnusableFileException {
        var opening = OPENING.matcher(text);
        if (opening.lookingAt()) {
            return Optional.of(closed(text, opening.end(), opening.group(1)));
        }
        var end = YAML_END.matcher(text);
        if (HEXO.matcher(text).lookingAt() && end.find()) {
            return Optional.of(new FrontMatter(fields(text.substring(0, end.start()), false), rest(text, end)));
        }
        return Optional.empty();
    }

    private static FrontMatter closed(String text, int start, String fence) throws UnusableFileException {
        var toml = fence.equals("+++");
        var end = (toml ? TOML_END : YAML_END).matcher(text);
        if (!end.find(start)) {
            throw new UnusableFileException(
                    "its front matter is never closed: put a line " + fence + " between the fields and the text");
        }
        return new FrontMatter(fields(text.substring(start, end.start()), toml), rest(text, end));
    }

    private static Fields fields(String text, boolean toml) throws UnusableFileException {
        FrontMatterLimits.DEFAULT.check(text);
        return Fields.of(toml ? Toml.read(text) : Yaml.read(text));
    }

    private static String rest(String text, Matcher end) {
        return text.substring(end.end());
    }
}
