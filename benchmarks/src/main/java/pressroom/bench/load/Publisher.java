package pressroom.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import pressroom.bench.lab.Progress;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that publish over HTTP, each on a connection of its own and one request after the other. Written on plain sockets:
 * what they need of the two processors is missing from what is measured.
 */
public final class Publisher implements Progress, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int ONE_IN = 50;
    private static final AtomicInteger PUBLISHERS = new AtomicInteger();
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);

    private final URI service;
    private final Posts posts;
    private final Bearers bearers;
    private final int number;
    /** Idempotency keys, and so posts, that no other publisher of this process uses. */
    private final String keys = "bench-" + PUBLISHERS.incrementAndGet();

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final Map<Integer, AtomicLong> refused = new ConcurrentHashMap<>();
    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable Exception failure;
    private @Nullable Arrivals arrivals;

    /** Publishes posts {@code 0..number-1}, each once; {@link #start} starts the clients. */
    public Publisher(String service, Posts posts, int number, Bearers bearers) {
        this.service = URI.create(service);
        this.posts = posts;
        this.number = number;
        this.bearers = bearers;
    }

    /** Has all authors get their tokens before anything is timed. */
    public Publisher withTokens() {
        for (int i = 0; i < number; i++) {
            bearers.of(author(i));
        }
        return this;
    }

    /** Has the arrival of one post in fifty watched for: each by an author of its own. */
    public Publisher withProbes(Arrivals watched) {
        this.arrivals = watched;
        return this;
    }

    /** As fast as answers come. */
    public void start(int connections) {
        start(connections, 0);
    }

    /**
     * At a rate, on so many connections. Latencies count from when a request should have started, so that one slow answer is not
     * taken for few requests: no coordinated omission.
     *
     * @param perSecond 0 for as fast as answers come
     */
    public void start(int connections, double perSecond) {
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            Thread client = new Thread(() -> work(begin, perSecond), "client-" + i);
            client.start();
            clients.add(client);
        }
    }

    private void work(long begin, double perSecond) {
        try (Connection connection = new Connection()) {
            for (int i = next.getAndIncrement(); i < number && !closed; i = next.getAndIncrement()) {
                String author = author(i);
                byte[] request = request(i, author);
                long intended = perSecond == 0 ? System.nanoTime() : begin + (long) (i / perSecond * 1e9);
                for (long early = intended - System.nanoTime(); early > 0; early = intended - System.nanoTime()) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
                if (arrivals != null && isProbe(i)) {
                    arrivals.begun(author, intended);
                }
                int status = connection.send(request);
                if (status == 201) {
                    accepted.incrementAndGet();
                    micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - intended) / 1000));
                } else {
                    refused.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
                }
            }
        } catch (IOException | InterruptedException e) {
            failure = e;
        }
    }

    private boolean isProbe(int number) {
        return arrivals != null && number % ONE_IN == 0;
    }

    private String author(int number) {
        return isProbe(number)
                ? "probe-" + keys + "-" + number
                : posts.get(number).authorId();
    }

    private byte[] request(int number, String author) {
        var post = posts.get(number);
        byte[] body = JSON.writeValueAsBytes(
                Map.of("title", post.title(), "body", post.body().toString(), "tags", post.tags()));
        byte[] head = """
                POST /api/blogs HTTP/1.1\r
                Host: %s:%d\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Idempotency-Key: %s-%d\r
                Content-Length: %d\r
                \r
                """.formatted(service.getHost(), service.getPort(), bearers.of(author), keys, number, body.length)
                .getBytes(UTF_8);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** How many requests were answered with 201. */
    @Override
    public long done() throws IOException {
        Exception failed = failure;
        if (failed != null) {
            throw new IOException("a client has failed", failed);
        }
        if (!refused.isEmpty()) {
            throw new IOException("requests were refused, by status: " + refused);
        }
        return accepted.get();
    }

    /** Waits until each request has been answered. */
    public void awaitAll() throws IOException, InterruptedException {
        while (done() < number) {
            Thread.sleep(50);
        }
    }

    /** From each request's intended start to its answer, in microseconds. */
    public Histogram latencies() {
        return micros;
    }

    /** The same, of those that were answered since this was last called. */
    public Histogram newLatencies() {
        Histogram seen = micros.copy();
        micros.reset();
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread client : clients) {
            client.join();
        }
    }

    /** One connection, kept alive for as long as the service likes; then the next one. */
    private final class Connection implements AutoCloseable {
        private Socket socket;
        private InputStream in;
        private OutputStream out;

        Connection() throws IOException {
            open();
        }

        private void open() throws IOException {
            socket = new Socket(service.getHost(), service.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            out = socket.getOutputStream();
        }

        int send(byte[] request) throws IOException {
            out.write(request);
            String head = head();
            skipBody(head);
            if (head.contains("Connection: close")) {
                socket.close();
                open();
            }
            return Integer.parseInt(head.substring(9, 12));
        }

        private String head() throws IOException {
            StringBuilder head = new StringBuilder(512);
            int matched = 0;
            while (matched < END_OF_HEAD.length) {
                int next = read();
                head.append((char) next);
                matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
            }
            return head.toString();
        }

        private void skipBody(String head) throws IOException {
            String lower = head.toLowerCase(Locale.ROOT);
            int length = lower.indexOf("content-length: ");
            if (length >= 0) {
                in.skipNBytes(Long.parseLong(lower.substring(length + 16, lower.indexOf('\r', length))));
                return;
            }
            for (int size = chunk(); size > 0; size = chunk()) {
                in.skipNBytes(size + 2L);
            }
            in.skipNBytes(2);
        }

        private int chunk() throws IOException {
            StringBuilder size = new StringBuilder();
            for (int next = read(); next != '\n'; next = read()) {
                size.append((char) next);
            }
            return Integer.parseInt(size.toString().trim(), 16);
        }

        private int read() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the service has closed the connection");
            }
            return next;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
