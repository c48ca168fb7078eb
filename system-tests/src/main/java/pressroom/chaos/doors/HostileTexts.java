package pressroom.chaos.doors;

import java.util.LinkedHashMap;
import java.util.Map;

/** Markdown that costs far more to render than to send. */
final class HostileTexts {

    private HostileTexts() {}

    /** What is hostile about it to the text. */
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("emphasis runs", "*_* _ ".repeat(10_000));
        all.put("longer emphasis runs", "*_* _ ".repeat(20_000));
        all.put("unclosed emphasis", "*a _b ".repeat(20_000));
        all.put("strikethrough runs", "~~a ~b~ ".repeat(10_000));
        String definition = "[a]: http://example.org/" + "x".repeat(14_000) + "\n\n";
        all.put("a reference bomb", definition + "[a]\n".repeat(4_000));
        all.put("a bomb of full references", definition + "[b][a]\n".repeat(2_300));
        all.put("a bomb of collapsed references", definition + "[a][]\n".repeat(2_600));
        all.put("a bomb of images", definition + "![a]\n".repeat(3_200));
        all.put("image openers", "![[]()".repeat(100_000));
        all.put("link openers", "[a](".repeat(50_000));
        all.put("brackets", "[".repeat(100_000));
        all.put("a wide table", "|a".repeat(1_000) + "\n" + "|-".repeat(1_000) + "\n" + "b\n".repeat(1_000));
        all.put("a wider table", "|a".repeat(5_000) + "\n" + "|-".repeat(5_000) + "\n" + "b\n".repeat(5_000));
        all.put("code fences of many lengths", codeRuns());
        all.put("nested quotes", "> ".repeat(20_000) + "a");
        all.put("nested lists", "- ".repeat(10_000) + "a");
        all.put("comments that never end", "<!-- a ".repeat(20_000));
        all.put("tags that never end", "<a href='".repeat(20_000));
        all.put("addresses", "http://a.b/(".repeat(20_000));
        return all;
    }

    private static String codeRuns() {
        StringBuilder text = new StringBuilder();
        for (int length = 1; text.length() < 200_000; length++) {
            text.append("`".repeat(length)).append('a');
        }
        return text.toString();
    }
}
