package pressroom.cli;

import java.util.ArrayList;
import java.util.List;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** A group's gaps, for people. */
final class GapsText {

    private GapsText() {}

    static String list(JsonNode report, String service, Terminal terminal) {
        var gaps = report.path("gaps");
        if (gaps.isEmpty()) {
            return terminal.good("no gaps") + ": no record was deleted before %s read it.".formatted(service);
        }
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bad(gaps.size() == 1 ? "1 gap" : gaps.size() + " gaps")
                + ": records that were deleted before %s read them".formatted(service));
        gaps.forEach(gap -> lines.add(line(gap) + (gap.path("isHere").asBoolean() ? "" : ", at another instance")));
        lines.add("docs/operations/retention.md says what to do.");
        return String.join("\n", lines);
    }

    static String closed(JsonNode report, String service, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        if (report.path("closed").isEmpty()) {
            lines.add("This instance of %s has no gaps to close.".formatted(service));
        } else {
            lines.add(report.path("dryRun").asBoolean() ? "Would be closed:" : terminal.good("closed") + ":");
            report.path("closed").forEach(gap -> lines.add(line(gap)));
        }
        if (!report.path("elsewhere").isEmpty()) {
            lines.add("Elsewhere, to be closed at the instances of these partitions:");
            report.path("elsewhere").forEach(gap -> lines.add(line(gap)));
        }
        return String.join("\n", lines);
    }

    private static String line(JsonNode gap) {
        var partition = gap.path("partition").asInt();
        var from = gap.path("from").asLong();
        var noticed = gap.path("noticedAt").asString("");
        if (gap.path("to").isNull()) {
            return "  partition %d: offsets from %d on, of a log that is no more, noticed at %s"
                    .formatted(partition, from, noticed);
        }
        var last = gap.path("to").asLong() - 1;
        if (from == last) {
            return "  partition %d: offset %d, noticed at %s".formatted(partition, from, noticed);
        }
        return "  partition %d: offsets %d to %d, %,d records, noticed at %s"
                .formatted(partition, from, last, gap.path("records").asLong(), noticed);
    }
}
