package pressroom.bench.legs;

import pressroom.bench.lab.Service;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;
import pressroom.bench.load.Publisher;

/** What 64 clients get through while both consumers keep up beside them; the JVMs get warm by it, too. */
final class Capacity {
    static final int CLIENTS = 64;
    private static final int SECONDS = 15;

    private Capacity() {}

    /**
     * Posts per second.
     *
     * @param warmUp seconds before it is measured; five JVMs share two cores with their compilers for a minute or two
     */
    static double of(Service blogs, Posts posts, Bearers bearers, int warmUp) throws Exception {
        try (Publisher clients = new Publisher(blogs.url(), posts, Integer.MAX_VALUE, bearers).withKeys("warm")) {
            clients.start(CLIENTS);
            Thread.sleep(warmUp * 1000L);
            long before = clients.done();
            Thread.sleep(SECONDS * 1000L);
            return (clients.done() - before) / (double) SECONDS;
        }
    }
}
