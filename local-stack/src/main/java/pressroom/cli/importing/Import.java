package pressroom.cli.importing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import pressroom.posts.Post;
import pressroom.posts.PostFile;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;

/**
 * Publishes every post of a tree. Each worker holds one post at a time, so memory does not grow with the tree; a post is sent
 * again under the same key until the server says yes or no, or until nothing at all has moved for long.
 */
public final class Import {

    private static final int UNAUTHORIZED = 401;
    private static final int KEY_REUSED = 422;

    private final PostTree tree;
    private final PostReader reader;
    private final BlogClient client;
    private final ImportPace pace;
    private final ImportListener listener;
    private final ImportTally tally;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long lastProgress = System.nanoTime();

    /** Prepares an import; {@link #run} does it, once. */
    public Import(PostTree tree, PostReader reader, BlogClient client, ImportPace pace, ImportListener listener) {
        this.tree = tree;
        this.reader = reader;
        this.client = client;
        this.pace = pace;
        this.listener = listener;
        this.tally = new ImportTally(tree.skipped());
    }

    /** Runs to the end, or until {@link #stop}. */
    public ImportSummary run() throws InterruptedException {
        lastProgress = System.nanoTime();
        var workers = Executors.newFixedThreadPool(pace.concurrency());
        try {
            var running = IntStream.range(0, pace.concurrency())
                    .mapToObj(worker -> workers.submit(this::work))
                    .toList();
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } finally {
            workers.shutdownNow();
        }
        return tally.summary(tree.files().size());
    }

    /** Takes no further file and waits for no further try; {@link #run} then returns what was done. */
    public void stop() {
        stopped.countDown();
    }

    private Void work() throws InterruptedException {
        for (int file = next.getAndIncrement();
                file < tree.files().size() && !isStopped();
                file = next.getAndIncrement()) {
            deal(tree.files().get(file));
            lastProgress = System.nanoTime();
            listener.fileDone().run();
        }
        return null;
    }

    private void deal(PostFile file) throws InterruptedException {
        var reading = reader.read(file);
        if (reading instanceof Reading.Ready ready) {
            publish(ready.post());
        } else if (reading instanceof Reading.Skipped skipped) {
            tally.skipped(skipped);
        } else if (reading instanceof Reading.Failed failed) {
            tally.failed(failed.path(), failed.reason());
        }
    }

    private void publish(Post post) throws InterruptedException {
        var key = IdempotencyKey.ofImported(post);
        for (int failures = 1; ; failures++) {
            var answer = client.publish(post, key);
            if (answer instanceof Answer.Published published) {
                tally.published(post, published.replayed());
                return;
            } else if (answer instanceof Answer.Refused refused) {
                refused(post, refused);
                return;
            } else if (answer instanceof Answer.TryAgain again && !waited(failures, again)) {
                tally.failed(post.path(), again.reason());
                return;
            }
        }
    }

    private void refused(Post post, Answer.Refused refused) {
        if (refused.status() == UNAUTHORIZED) {
            // No post of this run would fare better.
            stop();
        }
        tally.failed(
                post.path(),
                refused.status() == KEY_REUSED
                        ? "changed since its first import: edit the published post, or rename the file to publish a new one ("
                                + refused.reason() + ")"
                        : refused.reason());
    }

    /** @return false when there is to be no further try */
    private boolean waited(int failures, Answer.TryAgain again) throws InterruptedException {
        if (System.nanoTime() - lastProgress > pace.giveUpAfter().toNanos()) {
            stop();
        }
        listener.waiting().accept(again.reason());
        var delay = pace.backoff().delay(failures, again.after());
        return !isStopped() && !stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
