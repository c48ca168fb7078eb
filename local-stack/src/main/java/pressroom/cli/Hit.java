package pressroom.cli;

import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** One search result as a person reads it. */
record Hit(String id, String title, String authorId, String day, String snippet) {

    static Hit of(JsonNode json) {
        var publishedAt = json.path("publishedAt").asString("");
        return new Hit(
                json.path("id").asString(""),
                inOneLine(json.path("title").asString("")),
                json.path("authorId").asString(""),
                publishedAt.substring(0, Math.min(10, publishedAt.length())),
                inOneLine(json.path("snippet").asString("")));
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    String print(Terminal terminal) {
        return "  %s\n  %s, %s\n    %s".formatted(terminal.bold(title), authorId, day, text(terminal));
    }

    /** The snippet is HTML whose only tag is {@code em}: what was found is shown bold, the rest as text. */
    private String text(Terminal terminal) {
        var text = new StringBuilder();
        for (var piece : snippet.split("(?=<em>)|(?<=</em>)")) {
            text.append(piece.startsWith("<em>") ? terminal.bold(piece.replaceAll("</?em>", "")) : piece);
        }
        return unescape(text.toString());
    }

    /** Ampersands last: an escaped "&amp;lt;" was the text "&lt;". */
    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replaceAll("&#(39|x27);", "'")
                .replaceAll("&#(47|x2[Ff]);", "/")
                .replace("&amp;", "&");
    }
}
