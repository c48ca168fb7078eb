package pressroom.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import pressroom.cli.terminal.Terminal;
import pressroom.posts.Post;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;

/** Looks, through the public APIs alone, whether what was published has arrived everywhere; waits for it a while. */
final class DemoCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 200;
    /** With a typing error in each word, which search forgives. */
    private static final String WORDS = "versoins and tombstons";

    private final JsonApi counter;
    private final JsonApi search;
    private final Terminal terminal;

    DemoCheck(Installation installation, Terminal terminal) {
        this.counter = new JsonApi(installation, Service.COUNTER);
        this.search = new JsonApi(installation, Service.SEARCH);
        this.terminal = terminal;
    }

    /** What a tree publishes. */
    static List<Post> posts(PostTree tree) {
        var reader = new PostReader(null, Clock.systemUTC());
        return tree.files().stream()
                .map(reader::read)
                .filter(Reading.Ready.class::isInstance)
                .map(reading -> ((Reading.Ready) reading).post())
                .toList();
    }

    /** Prints each author's count; there may be more posts of theirs than these. */
    boolean isCounted(List<Post> posts) throws InterruptedException {
        var expected = new TreeMap<String, Integer>();
        posts.forEach(post -> expected.merge(post.authorId(), 1, Integer::sum));
        var counts = new LinkedHashMap<String, Long>();
        var counted = isTrueInTime(() -> {
            for (var author : expected.keySet()) {
                counts.put(author, count(author));
            }
            return expected.entrySet().stream()
                    .allMatch(author -> counts.getOrDefault(author.getKey(), 0L) >= author.getValue());
        });
        terminal.print("\nCounted by counter-consumer:");
        counts.forEach((author, count) -> terminal.print("  %-24s %4d".formatted(author, count)));
        return said(
                counted,
                "Not every post was counted within " + PATIENCE.toSeconds() + " s: ./pressroom logs counter-consumer");
    }

    /** Prints one search result, once each of these posts is found. */
    boolean isFound(List<Post> posts) throws InterruptedException {
        var found = isTrueInTime(() -> areFound(posts)) && printHit();
        return said(
                found,
                "Not every post was found within " + PATIENCE.toSeconds() + " s: ./pressroom logs search-indexer");
    }

    private long count(String author) throws InterruptedException {
        return counter.get("/api/users/" + JsonApi.encoded(author))
                .map(user -> user.path("totalBlogs").asLong())
                .orElse(0L);
    }

    private boolean areFound(List<Post> posts) throws InterruptedException {
        for (var post : posts) {
            var query = "q=" + JsonApi.encoded(post.title()) + "&author=" + JsonApi.encoded(post.authorId());
            if (hits(query).stream().noneMatch(hit -> hit.title().equals(post.title()))) {
                return false;
            }
        }
        return true;
    }

    private boolean printHit() throws InterruptedException {
        var hits = hits("limit=1&q=" + JsonApi.encoded(WORDS));
        terminal.print("\nFound by search-indexer for \"" + WORDS + "\":");
        hits.forEach(hit -> terminal.print(hit.print(terminal)));
        return !hits.isEmpty();
    }

    private List<Hit> hits(String query) throws InterruptedException {
        return search.get("/api/search?" + query).stream()
                .flatMap(found -> StreamSupport.stream(found.path("hits").spliterator(), false))
                .map(Hit::of)
                .toList();
    }

    private boolean said(boolean passed, String otherwise) {
        if (!passed) {
            terminal.print(terminal.bad(otherwise));
        }
        return passed;
    }

    private static boolean isTrueInTime(Condition condition) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws InterruptedException;
    }
}
