package pressroom.chaos.doors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Front matter that is small to send and large, slow or impossible to read. */
final class HostileFiles {

    private HostileFiles() {}

    /** What is hostile about it to the text of the Markdown file. */
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("aliased tags", yaml(aliases()));
        all.put("a title that contains itself", yaml("title: &a [*a]"));
        all.put("tags that contain themselves", yaml("title: t\ntags: &a [b, *a]"));
        all.put("a map that contains itself", yaml("title: t\nextra: &a {b: *a}"));
        all.put("a number that is none", yaml("title: !!int xyz"));
        all.put("bytes that are none", yaml("title: !!binary '***'"));
        all.put("a time that is none", yaml("title: t\ndate: !!timestamp never"));
        all.put("an impossible escape", yaml("title: \"\\q\\uZZZZ\""));
        all.put("an impossible code point", yaml("title: \"\\UFFFFFFFF\""));
        all.put("a class to load", yaml("title: !!javax.script.ScriptEngineManager [a]"));
        all.put("a key that is a list", yaml("? [a, b]\n: c\ntitle: t"));
        all.put("deep lists", yaml("title: t\nextra: " + "[".repeat(50_000)));
        all.put("deep maps", yaml("title: t\nextra: " + "{a: ".repeat(50_000)));
        all.put("deep TOML", toml("extra = " + "[".repeat(50_000)));
        all.put("deep JSON", "{\"title\":\"t\",\"extra\":" + "[".repeat(50_000) + "\n\nhurry\n");
        all.put("an endless date", yaml("title: t\ndate: " + "9".repeat(1_900_000)));
        all.put("a long date", yaml("title: t\ndate: " + "9".repeat(250_000)));
        all.put("an endless date in TOML", toml("date = \"" + "9".repeat(1_900_000) + "\""));
        all.put("an endless list in TOML", toml("tags = [" + "\"a\",".repeat(200_000) + "]"));
        all.put("an endless number", yaml("title: t\nweight: " + "9".repeat(1_900_000)));
        all.put("an endless title", yaml("title: " + "t".repeat(1_900_000)));
        all.put("blanks in tags", yaml("title: t\ntags: \"a" + " ".repeat(200_000) + "b\""));
        all.put("commas in tags", yaml("title: t\ntags: \"a" + ",".repeat(200_000) + "b\""));
        all.put("wide tags", yaml("title: t\ntags: [" + names("tag") + "]"));
        all.put("names", yaml("title: t\nauthors: [" + names("name") + "]"));
        all.put("keys", yaml("title: t\n" + names("key").replace(",", ": a\n") + ": a"));
        return all;
    }

    /** Each of them with a reason of its own; what they begin with keeps the zip from looking like a bomb. */
    static Map<String, String> endlessDates(int files) {
        return IntStream.range(0, files)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "date-" + i,
                        i -> toml("date = \"" + names("9").substring(0, 50_000) + "9".repeat(1_850_000) + "\"")));
    }

    /** Only twenty aliases, and 60,000 values in each of 4^5 lists. */
    private static String aliases() {
        StringBuilder text = new StringBuilder("title: t\na0: &a0 [" + "x,".repeat(60_000) + "x]\n");
        for (int level = 1; level < 5; level++) {
            String of = "*a" + (level - 1);
            text.append("a%d: &a%d [%s, %s, %s, %s]\n".formatted(level, level, of, of, of, of));
        }
        return text.append("tags: [*a4, *a4, *a4, *a4]").toString();
    }

    private static String names(String of) {
        return IntStream.range(0, 100_000).mapToObj(i -> of + i).collect(Collectors.joining(","));
    }

    private static String toml(String matter) {
        return "+++\ntitle = \"t\"\n" + matter + "\n+++\nhurry\n";
    }

    private static String yaml(String matter) {
        return "---\n" + matter + "\n---\nhurry\n";
    }
}
