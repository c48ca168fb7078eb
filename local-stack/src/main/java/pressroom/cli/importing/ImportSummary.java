package pressroom.cli.importing;

import java.util.List;
import pressroom.posts.Reading;

/**
 * What an import came to.
 *
 * @param status published are new with this import; already there by an earlier one of the same files
 * @param failed files that could not be published
 */
public record ImportSummary(ImportStatus status, List<Reading.Skipped> skipped, List<Reading.Failed> failed) {

    /** Whether every post of the tree is published now. */
    public boolean isComplete() {
        return failed.isEmpty() && status.state().equals("done");
    }
}
