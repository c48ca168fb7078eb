package pressroom.blog.imports;

import java.util.ArrayList;
import java.util.List;

/** What became of the files of one batch. */
final class Tally {

    private final List<Failure> failures = new ArrayList<>();
    private int published;
    private int alreadyThere;
    private int skipped;

    void published(boolean isNew) {
        if (isNew) {
            published++;
        } else {
            alreadyThere++;
        }
    }

    void skip() {
        skipped++;
    }

    void failed(int number, String file, String reason) {
        failures.add(new Failure(number, file.replace('\0', '?'), reason.replace('\0', '?')));
    }

    int published() {
        return published;
    }

    int alreadyThere() {
        return alreadyThere;
    }

    int skipped() {
        return skipped;
    }

    List<Failure> failures() {
        return failures;
    }

    /** A file that was not published; {@code number} is its place in the tree. */
    record Failure(int number, String file, String reason) {}
}
