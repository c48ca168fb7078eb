package pressroom.posts;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML as its author wrote it: {@code 1.10}, {@code yes} and {@code 2020-02-20} stay text. */
final class Yaml {

    /** Most characters of a parser's own words: they may quote the file. */
    static final int PARSER_WORDS = 60;

    private static final Pattern NULL = Pattern.compile("^(?:~|null|Null|NULL| )$");
    private static final Pattern MERGE = Pattern.compile("^<<$");

    private Yaml() {}

    /** @throws UnusableFileException whatever is wrong with it */
    static Map<?, ?> read(String fields) throws UnusableFileException {
        try {
            Object value = loader().load(fields);
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw new UnusableFileException("its front matter has no fields, such as 'title: ...'");
        } catch (MarkedYAMLException wrong) {
            // The opening line counts too in what a person sees in an editor.
            var line = wrong.getProblemMark() == null
                    ? ""
                    : " (line " + (wrong.getProblemMark().getLine() + 2) + ")";
            throw new UnusableFileException("its front matter is not YAML" + line + ": " + words(wrong.getProblem())
                    + "; quotes may be missing");
        } catch (YAMLException wrong) {
            throw new UnusableFileException("its front matter is not YAML: " + words(wrong.getMessage()));
        } catch (UnusableFileException wrong) {
            throw wrong;
        } catch (RuntimeException | StackOverflowError broken) {
            // Constructors of explicit tags and escapes throw what the JDK throws at them.
            throw new UnusableFileException("its front matter is not YAML: a tag or an escape in it is impossible");
        }
    }

    private static String words(@Nullable String problem) {
        return ShortText.of(String.valueOf(problem), PARSER_WORDS);
    }

    /** No types from tags, no bomb of aliases, no bottomless nesting. */
    private static org.yaml.snakeyaml.Yaml loader() {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(FrontMatterLimits.DEFAULT.aliases());
        limits.setNestingDepthLimit(FrontMatterLimits.DEFAULT.depth());
        limits.setCodePointLimit(FrontMatterLimits.DEFAULT.bytes());
        limits.setAllowRecursiveKeys(false);
        var dumping = new DumperOptions();
        return new org.yaml.snakeyaml.Yaml(
                new SafeConstructor(limits), new Representer(dumping), dumping, limits, new TextOnly());
    }

    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
        }
    }
}
