package pressroom.cli.importing;

import java.util.List;
import java.util.SortedMap;
import pressroom.posts.Reading;

/**
 * What an import came to.
 *
 * @param published new with this import
 * @param alreadyThere published by an earlier import of the same files
 * @param notTried files left when the import was stopped
 * @param perAuthor posts that are published now, by author id
 */
public record ImportSummary(
        int published,
        int alreadyThere,
        int notTried,
        List<Reading.Skipped> skipped,
        List<Reading.Failed> failed,
        SortedMap<String, Integer> perAuthor) {

    /** Whether every post of the tree is published now. */
    public boolean isComplete() {
        return failed.isEmpty() && notTried == 0;
    }
}
