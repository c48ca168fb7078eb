package pressroom.bench.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import pressroom.events.BlogPublished;
import pressroom.events.Text;

/**
 * Posts that are the same in every run: {@code bytes} of made-up words each, by authors of whom few write much. The
 * words come from a vocabulary with the lengths of a natural language, so that compression and analysis have real work.
 */
public final class Posts {
    private static final int VOCABULARY = 8_000;
    private static final int BODIES = 512;
    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00Z");

    private final int first;
    private final Zipf authors;
    private final List<String> bodies;
    private final List<String> words;

    /**
     * Posts of one size.
     *
     * @param bytes length of a body, in bytes
     * @param authors how many there are
     */
    public Posts(int bytes, int authors) {
        Random random = new Random(42);
        this.first = 0;
        this.authors = new Zipf(authors);
        this.words = vocabulary(random);
        this.bodies = new ArrayList<>(BODIES);
        for (int i = 0; i < BODIES; i++) {
            bodies.add(text(bytes, random));
        }
    }

    private Posts(Posts posts, int first) {
        this.first = first;
        this.authors = posts.authors;
        this.bodies = posts.bodies;
        this.words = posts.words;
    }

    /** The same posts without the first ones, so many. */
    public Posts from(int number) {
        return new Posts(this, first + number);
    }

    /** The post with this number, always the same. */
    public BlogPublished get(int index) {
        int number = first + index;
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        String author = "author-" + authors.next(random);
        UUID id = new UUID(
                (0x0192_0000_0000_7000L | ((long) number << 20)) & ~0xF000L | 0x7000L,
                random.nextLong() >>> 2 | Long.MIN_VALUE);
        String title =
                words.get(random.nextInt(VOCABULARY)) + " " + words.get(random.nextInt(VOCABULARY)) + " " + number;
        String body = bodies.get(random.nextInt(BODIES));
        return new BlogPublished(id, 1, author, title, Text.of(body), List.of("bench"), WHEN, WHEN);
    }

    private String text(int bytes, Random random) {
        StringBuilder text = new StringBuilder(bytes + 16);
        while (text.length() < bytes) {
            text.append(words.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 2))))
                    .append(' ');
        }
        text.setLength(bytes);
        return text.toString();
    }

    private static List<String> vocabulary(Random random) {
        List<String> words = new ArrayList<>(VOCABULARY);
        for (int i = 0; i < VOCABULARY; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 2 + random.nextInt(9); length > 0; length--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        return words;
    }
}
