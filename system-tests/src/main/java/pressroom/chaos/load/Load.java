package pressroom.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Sleep;

/** Many authors at once, at a steady pace as far as the system lets them. */
public final class Load {
    private static final int WRITERS = 36;
    private static final int AUTHORS = 200;
    private static final long STOP_PATIENCE_SECONDS = 60;

    private final Books books = new Books();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong stopAt = new AtomicLong(Long.MAX_VALUE);
    private final Activity activity = new Activity();
    private final Desk desk;
    private final CountDownLatch ended = new CountDownLatch(WRITERS);
    private final long pauseMillis;

    private Load(Cluster cluster, int postsPerSecond) {
        this.desk = new Desk(cluster, books);
        this.pauseMillis = 1000L * WRITERS / postsPerSecond;
    }

    /** Starts the authors. */
    public static Load start(Cluster cluster, int postsPerSecond, long seed) {
        Load load = new Load(cluster, postsPerSecond);
        List<String> authors =
                IntStream.range(0, AUTHORS).mapToObj(i -> "author-" + i).toList();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            Writer writer = new Writer(Integer.toString(i, 36), load.desk, load.books, authors, random);
            Thread thread = new Thread(() -> load.run(writer, random), "writer " + i);
            thread.setDaemon(true);
            load.threads.add(thread);
        }
        Stranger stranger = new Stranger(cluster, load.books, new Random(seed));
        Thread nonsense = new Thread(() -> stranger.run(() -> load.stopAt.get() == Long.MAX_VALUE), "stranger");
        nonsense.setDaemon(true);
        load.threads.add(nonsense);
        load.threads.forEach(Thread::start);
        return load;
    }

    /** What they intended and were told. */
    public Books books() {
        return books;
    }

    /** One author publishes so many posts as fast as he can, beside the others. */
    public void burst(String authorId, int posts, long seed) {
        Writer writer = new Writer(
                "b" + Long.toString(seed, 36).replace('-', 'm'), desk, books, List.of(authorId), new Random(seed));
        for (int i = 0; i < posts; i++) {
            writer.publish(authorId, this::patient);
        }
    }

    /**
     * Lets authors begin nothing until {@link #publishOnly} or {@link #resume}.
     *
     * @return whether each request that had begun was answered within this time, so that none is on its way
     */
    public boolean pause(Duration patience) {
        return activity.pause(patience);
    }

    /** Authors publish new posts, and neither change old ones nor send them again. */
    public void publishOnly() {
        activity.allow(Activity.Level.NEW_POSTS);
    }

    /** Authors do everything again. */
    public void resume() {
        activity.allow(Activity.Level.EVERYTHING);
    }

    /** Lets everybody finish what he has begun; what is not known a minute later stays unknown. */
    public void stop() {
        stopAt.set(System.nanoTime());
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes one post now and returns it, known or not. */
    public Post canary() {
        Writer writer = new Writer(
                "canary" + Long.toString(System.nanoTime(), 36), desk, books, List.of("canary"), new Random());
        writer.publish("canary", () -> true);
        List<Post> all = books.posts();
        return all.get(all.size() - 1);
    }

    private void run(Writer writer, Random random) {
        while (stopAt.get() == Long.MAX_VALUE) {
            try {
                act(writer);
                Sleep.millis(pauseMillis / 2 + random.nextLong(pauseMillis + 1));
            } catch (RuntimeException e) {
                books.wrong("an answer could not be understood: " + e);
            }
        }
        ended.countDown();
    }

    private void act(Writer writer) {
        try {
            switch (activity.begin()) {
                case EVERYTHING -> writer.act(this::patient);
                case NEW_POSTS -> writer.publish(this::patient);
                case NOTHING -> {}
            }
        } finally {
            activity.end();
        }
    }

    private boolean patient() {
        long stop = stopAt.get();
        return stop == Long.MAX_VALUE || System.nanoTime() - stop < STOP_PATIENCE_SECONDS * 1_000_000_000L;
    }
}
