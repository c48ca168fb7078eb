package pressroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Dead letters in words; the terminal shows what others wrote without obeying it. */
final class DeadLetterText {

    private static final int MOST_OF_VALUE = 4_000;

    private DeadLetterText() {}

    static String page(JsonNode page, String command, Terminal terminal) {
        var total = page.path("total").asLong();
        if (total == 0) {
            return "No dead letters.";
        }
        var text = new StringBuilder(total == 1 ? "1 dead letter" : total + " dead letters").append(", oldest first\n");
        for (var letter : page.path("letters")) {
            text.append('\n').append(line(letter, terminal));
        }
        var next = page.path("next").asString("");
        text.append("\n\nOne of them: ").append(command).append(" show P/O");
        return next.isEmpty()
                ? text.toString()
                : text + "\nMore:        %s list --from %s".formatted(command, next.replace('-', '/'));
    }

    private static String line(JsonNode letter, Terminal terminal) {
        return "%s  %s  %s  %,d bytes  key %s\n    %s"
                .formatted(
                        terminal.bold(letter.path("partition").asInt() + "/"
                                + letter.path("offset").asLong()),
                        letter.path("time").asString(""),
                        source(letter.path("source")),
                        letter.path("size").asLong(),
                        letter.path("key").isNull()
                                ? "none"
                                : letter.path("key").asString(""),
                        letter.path("reason").asString(""));
    }

    private static String source(JsonNode source) {
        return source.isNull()
                ? "from an unknown place"
                : "from %s-%d@%d"
                        .formatted(
                                source.path("topic").asString(""),
                                source.path("partition").asInt(),
                                source.path("offset").asLong());
    }

    static String whole(JsonNode whole, Terminal terminal) {
        var text = new StringBuilder(line(whole.path("letter"), terminal)).append("\n");
        for (var header : whole.path("headers")) {
            text.append("\n%s: %s"
                    .formatted(
                            header.path("name").asString(""),
                            header.path("value").asString("")));
        }
        text.append("\n\n");
        if (whole.path("valueBytes").isNull()) {
            return text.append("It has no value.").toString();
        }
        var value =
                new String(Base64.getDecoder().decode(whole.path("valueBytes").asString("")), UTF_8);
        text.append(value, 0, Math.min(value.length(), MOST_OF_VALUE));
        return value.length() > MOST_OF_VALUE || !whole.path("isWhole").asBoolean()
                ? text.append("\n(cut; the call %s/{partition}/{offset} has up to 1 MiB)"
                                .formatted(DeadLettersCommand.PATH))
                        .toString()
                : text.toString();
    }

    static String status(JsonNode status, String service) {
        var state = status.path("state").asString("");
        var counts = "%,d of %,d dead letters handled, %,d still poison"
                .formatted(
                        status.path("handled").asLong(),
                        status.path("total").asLong(),
                        status.path("stillPoison").asLong());
        var failure = status.path("failure").asString("");
        return switch (state) {
            case "none" -> "There was no redrive since %s was started.".formatted(service);
            case "running" ->
                "The redrive is running: " + counts + (failure.isEmpty() ? "." : ".\nIt tries again: " + failure);
            case "done" -> "The redrive is done: " + counts + ".";
            case "cancelled" -> "The redrive was cancelled: " + counts + ". Run it again at any time.";
            default -> "The redrive failed: " + failure + ".\nUntil then: " + counts + ". Run it again at any time.";
        };
    }
}
