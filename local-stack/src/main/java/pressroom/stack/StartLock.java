package pressroom.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time starts or ends a program, be it another thread or another JVM. */
final class StartLock implements AutoCloseable {
    /** A file lock belongs to the whole JVM: its threads need a lock of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel file;

    private StartLock(ReentrantLock threads, FileChannel file) {
        this.threads = threads;
        this.file = file;
    }

    static StartLock of(Path folder) {
        ReentrantLock threads = THREADS.computeIfAbsent(folder, path -> new ReentrantLock());
        threads.lock();
        try {
            FileChannel file = FileChannel.open(
                    PosixFiles.privateFolder(folder).resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFiles.OWNER_ONLY_FILE);
            file.lock();
            return new StartLock(threads, file);
        } catch (IOException e) {
            threads.unlock();
            throw new StackException("Cannot lock %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StackException("Cannot release a lock", e);
        } finally {
            threads.unlock();
        }
    }
}
