package pressroom.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The only benchmark of this folder: a second one would delete the servers of the first, and each would measure the other. */
final class OneBenchmark implements AutoCloseable {

    private final FileChannel file;

    private OneBenchmark(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the folder, until it is closed or the process ends.
     *
     * @throws AnotherRuns when the folder is taken
     */
    static OneBenchmark in(Path folder) throws IOException, AnotherRuns {
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(file)) {
            file.close();
            throw new AnotherRuns(folder);
        }
        return new OneBenchmark(file);
    }

    private static boolean isOurs(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the lock back with the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Says so, and what to do. */
    static final class AnotherRuns extends Exception {
        private static final long serialVersionUID = 1L;

        AnotherRuns(Path folder) {
            super("Another benchmark runs in %s. Wait for its end: two would measure each other.".formatted(folder));
        }
    }
}
