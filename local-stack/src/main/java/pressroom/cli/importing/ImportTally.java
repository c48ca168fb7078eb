package pressroom.cli.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import pressroom.posts.Post;
import pressroom.posts.Reading;

/** Counts outcomes as the workers bring them. */
final class ImportTally {

    private final List<Reading.Skipped> skipped;
    private final List<Reading.Failed> failed = new ArrayList<>();
    private final TreeMap<String, Integer> perAuthor = new TreeMap<>();
    private int published;
    private int alreadyThere;
    private int passedOver;

    ImportTally(List<Reading.Skipped> skipped) {
        this.skipped = new ArrayList<>(skipped);
    }

    synchronized void published(Post post, boolean replayed) {
        published += replayed ? 0 : 1;
        alreadyThere += replayed ? 1 : 0;
        perAuthor.merge(post.authorId(), 1, Integer::sum);
    }

    synchronized void skipped(Reading.Skipped file) {
        passedOver++;
        skipped.add(file);
    }

    synchronized void failed(String path, String reason) {
        failed.add(new Reading.Failed(path, reason));
    }

    synchronized ImportSummary summary(int files) {
        failed.sort(Comparator.comparing(Reading.Failed::path));
        var notTried = files - published - alreadyThere - passedOver - failed.size();
        return new ImportSummary(published, alreadyThere, notTried, skipped, failed, perAuthor);
    }
}
