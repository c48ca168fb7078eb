package pressroom.blog.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;

/** The places of all streams, of which one address has a part. */
final class StreamPlaces {

    private static final String TOO_MANY =
            "Too many streams are open at this moment. Ask without Accept: text/event-stream, or try again later.";
    private static final String TOO_MANY_OF_YOURS =
            "Your address has too many streams open. Close some, or ask without Accept: text/event-stream.";

    private final int most;
    private final int mostOfOne;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    StreamPlaces(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    int taken() {
        return taken.get();
    }

    /**
     * Takes a place.
     *
     * @throws RuntimeException an answer of 429 when the address has its part, of 503 when there is no place at all
     */
    void take(String address) {
        if (byAddress.merge(address, 1, Integer::sum) > mostOfOne) {
            giveBackOf(address);
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, TOO_MANY_OF_YOURS, EventStreams.RETRY);
        }
        if (taken.incrementAndGet() > most) {
            giveBack(address);
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, TOO_MANY, EventStreams.RETRY);
        }
    }

    void giveBack(String address) {
        taken.decrementAndGet();
        giveBackOf(address);
    }

    private void giveBackOf(String address) {
        byAddress.computeIfPresent(address, (same, streams) -> streams == 1 ? null : streams - 1);
    }
}
