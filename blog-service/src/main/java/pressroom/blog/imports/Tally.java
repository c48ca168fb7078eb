package pressroom.blog.imports;

import java.util.ArrayList;
import java.util.List;
import pressroom.posts.Reading;
import pressroom.posts.ShortText;

/** What became of the files of one batch. */
final class Tally {

    /** Most characters of a file's name in a list of failures; a longer one is cut in its middle. */
    static final int MAX_FILE_CHARS = 200;

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
        failures.add(new Failure(
                number, ShortText.ofPath(file, MAX_FILE_CHARS), ShortText.of(reason, Reading.Failed.MAX_REASON_CHARS)));
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
