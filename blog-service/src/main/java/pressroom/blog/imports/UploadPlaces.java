package pressroom.blog.imports;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import pressroom.blog.web.Problem;

/** Places for zips that are being received. An author has a share of them, so that its slow uploads hold up only its own. */
final class UploadPlaces {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final int places;
    private final int share;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** @param places for all authors together; one author has a quarter of them, and one at least */
    UploadPlaces(int places) {
        this.places = places;
        this.share = Math.max(1, places / 4);
    }

    /**
     * Takes a place, which is to be closed.
     *
     * @throws org.springframework.web.ErrorResponseException 429 when this author has its share, 503 when all are taken
     */
    synchronized Place take(String author) {
        int own = taken.getOrDefault(author, 0);
        if (own >= share) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "%d of your imports are being received: send this one when one of them has arrived.".formatted(own),
                    RETRY);
        }
        if (all >= places) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "Too many imports are being received at this moment.", RETRY);
        }
        taken.put(author, own + 1);
        all++;
        return new Place(author);
    }

    private synchronized void giveBack(String author) {
        taken.computeIfPresent(author, (name, own) -> own > 1 ? own - 1 : null);
        all--;
    }

    /** A place that is taken until it is closed, once. */
    final class Place implements AutoCloseable {

        private final String author;

        private Place(String author) {
            this.author = author;
        }

        @Override
        public void close() {
            giveBack(author);
        }
    }
}
