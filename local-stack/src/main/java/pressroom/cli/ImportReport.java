package pressroom.cli;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pressroom.cli.importing.ImportSummary;
import pressroom.cli.terminal.Printable;
import pressroom.posts.Reading;

/** What an import came to, in words. */
final class ImportReport {

    private static final int SHOWN_SKIPPED = 5;

    private ImportReport() {}

    /** @param others files that are no Markdown */
    static String of(ImportSummary summary, int others, boolean verbose) {
        var text = new StringBuilder("%d published, %d already there, %d failed, %d skipped"
                .formatted(
                        summary.status().published(),
                        summary.status().alreadyThere(),
                        summary.failed().size(),
                        summary.skipped().size()));
        if (others > 0) {
            text.append(", %d other files (no Markdown)".formatted(others));
        }
        skipped(summary.skipped(), verbose ? Integer.MAX_VALUE : SHOWN_SKIPPED, text);
        summary.failed().forEach(file -> text.append("\nfailed   ")
                .append(Printable.oneLine(file.path()))
                .append("  ")
                .append(Printable.oneLine(file.reason())));
        if (summary.status().state().equals("cancelled")) {
            text.append("\nCancelled after %d of %d files. Run the same command again: nothing is published twice."
                    .formatted(summary.status().dealtWith(), summary.status().total()));
        }
        return text.toString();
    }

    private static void skipped(List<Reading.Skipped> files, int shown, StringBuilder text) {
        var byReason = files.stream()
                .collect(Collectors.groupingBy(Reading.Skipped::reason, TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, some) -> {
            some.stream().limit(shown).forEach(file -> text.append("\nskipped  ")
                    .append(Printable.oneLine(file.path()))
                    .append("  ")
                    .append(Printable.oneLine(reason)));
            if (some.size() > shown) {
                text.append("\n         and %d more: %s (--verbose names them)"
                        .formatted(some.size() - shown, Printable.oneLine(reason)));
            }
        });
    }
}
