package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pressroom.cli.importing.ImportStatus;
import pressroom.cli.importing.ImportSummary;
import pressroom.posts.Reading;

class ImportReportTest {

    private final ImportSummary summary = new ImportSummary(
            new ImportStatus("1", "cancelled", 16, 3, 2, 1, 6, ""),
            IntStream.range(0, 7)
                    .mapToObj(i -> new Reading.Skipped("d" + i + ".md", "a draft"))
                    .toList(),
            List.of(new Reading.Failed("x.md", "has no title")));

    @Test
    void countsAndNamesWhatIsNotPublished() {
        assertThat(ImportReport.of(summary, 9, false)).isEqualTo("""
                3 published, 2 already there, 1 failed, 7 skipped, 9 other files (no Markdown)
                skipped  d0.md  a draft
                skipped  d1.md  a draft
                skipped  d2.md  a draft
                skipped  d3.md  a draft
                skipped  d4.md  a draft
                         and 2 more: a draft (--verbose names them)
                failed   x.md  has no title
                Cancelled after 12 of 16 files. Run the same command again: nothing is published twice.""");
    }

    @Test
    void namesEverySkippedFileWhenAsked() {
        assertThat(ImportReport.of(summary, 0, true)).contains("d6.md").doesNotContain("more", "other files");
    }
}
