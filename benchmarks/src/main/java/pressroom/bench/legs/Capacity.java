package pressroom.bench.legs;

import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Service;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;
import pressroom.bench.load.Publisher;

/** What 64 clients and both consumers behind them get through: published, counted and indexed. */
final class Capacity {
    static final int CLIENTS = 64;
    private static final int SECONDS = 15;

    private Capacity() {}

    /**
     * Posts per second, from the first request until nothing is on its way any more.
     *
     * @param warmUp seconds before it is measured; six JVMs share two cores with their compilers for a minute or two
     */
    static double of(Lab lab, Service blogs, Posts posts, Bearers bearers, int warmUp) throws Exception {
        publish(lab, new Publisher(blogs.url(), posts, Integer.MAX_VALUE, bearers), warmUp);
        Publisher clients = new Publisher(blogs.url(), posts, Integer.MAX_VALUE, bearers);
        long begin = System.nanoTime();
        publish(lab, clients, SECONDS);
        return clients.done() * 1e9 / (System.nanoTime() - begin);
    }

    private static void publish(Lab lab, Publisher clients, int seconds) throws Exception {
        try (clients) {
            clients.start(CLIENTS);
            Thread.sleep(seconds * 1000L);
        }
        Quiet.await(lab);
    }
}
