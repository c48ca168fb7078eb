package pressroom.cli.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An import that is handed over and then looked at until it is finished. The service may be away in between: it goes on when it
 * is back.
 */
public final class FollowedImport {

    private static final int LOOK_MILLIS = 150;
    private static final int PAUSE_MILLIS = 1_000;

    private final ImportClient client;
    private final Duration giveUpAfter;
    private final Consumer<ImportStatus> moved;
    private final Consumer<String> waiting;
    private volatile @Nullable ImportStatus latest;
    private long lastMove = System.nanoTime();

    /**
     * Prepares it.
     *
     * @param giveUpAfter the longest time in which nothing at all moves
     * @param moved hears of each look
     * @param waiting hears why there is none
     */
    public FollowedImport(
            ImportClient client, Duration giveUpAfter, Consumer<ImportStatus> moved, Consumer<String> waiting) {
        this.client = client;
        this.giveUpAfter = giveUpAfter;
        this.moved = moved;
        this.waiting = waiting;
    }

    /** How far it was when it was last seen; null before the service has it. */
    public @Nullable ImportStatus latest() {
        return latest;
    }

    /**
     * Hands the zip over and returns when the import is finished.
     *
     * @throws IOException when the service will not have it, or nothing has moved for too long
     */
    public ImportStatus run(Path zip, @Nullable String fallbackAuthor) throws IOException, InterruptedException {
        lastMove = System.nanoTime();
        ImportStatus now = patiently(() -> client.submit(zip, fallbackAuthor));
        while (!now.isFinished()) {
            see(now);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            var id = now.id();
            now = patiently(() -> client.look(id));
        }
        see(now);
        return now;
    }

    private void see(ImportStatus now) throws IOException {
        var before = latest;
        if (before == null || before.dealtWith() != now.dealtWith()) {
            lastMove = System.nanoTime();
        }
        latest = now;
        moved.accept(now);
        giveUpIfNothingMoves("The import has not moved");
    }

    private ImportStatus patiently(Question question) throws IOException, InterruptedException {
        while (true) {
            try {
                return question.ask();
            } catch (ImportRefusedException refused) {
                throw refused;
            } catch (IOException passing) {
                waiting.accept(String.valueOf(passing.getMessage()));
                giveUpIfNothingMoves("blog-service does not answer (" + passing.getMessage() + ")");
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void giveUpIfNothingMoves(String why) throws IOException {
        if (System.nanoTime() - lastMove > giveUpAfter.toNanos()) {
            throw new IOException("%s for %d s. Run the same command again: nothing is published twice."
                    .formatted(why, giveUpAfter.toSeconds()));
        }
    }

    @FunctionalInterface
    private interface Question {
        ImportStatus ask() throws IOException, InterruptedException;
    }
}
