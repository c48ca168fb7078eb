package pressroom.posts;

import java.util.Map;
import java.util.regex.Pattern;
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

    private static final Pattern NULL = Pattern.compile("^(?:~|null|Null|NULL| )$");
    private static final Pattern MERGE = Pattern.compile("^<<$");

    private Yaml() {}

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
            throw new UnusableFileException(
                    "its front matter is not YAML" + line + ": " + wrong.getProblem() + "; quotes may be missing");
        } catch (YAMLException wrong) {
            throw new UnusableFileException("its front matter is not YAML: " + wrong.getMessage());
        }
    }

    /** No types from tags, no bomb of aliases, no bottomless nesting. */
    private static org.yaml.snakeyaml.Yaml loader() {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        limits.setCodePointLimit(256 << 10);
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
