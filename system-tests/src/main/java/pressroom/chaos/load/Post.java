package pressroom.chaos.load;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One post as its author knows it. Written by the one thread that is the author at the time, read by the checker when all
 * authors have stopped.
 */
public final class Post {

    /** What its author has been told about its publication. */
    public enum Outcome {
        /** Written down, not sent yet or not answered for sure: it may or may not be committed. */
        UNKNOWN,
        /** Answered with 201, at least once. */
        OK,
        /** Answered with a 4xx that proves that nothing was committed. */
        FAIL
    }

    /** What its author has last asked for. */
    public enum Wish {
        /** It is to be read. */
        LIVE,
        /** Its author takes it back; the answer is open. */
        GOING,
        /** Its author was told that it is gone. */
        GONE
    }

    private final String key;
    private final String authorId;
    private final String word;
    private volatile Outcome outcome = Outcome.UNKNOWN;
    private volatile Wish wish = Wish.LIVE;
    private volatile @Nullable UUID id;
    private volatile int edits;

    Post(String authorId, String word) {
        this.key = UUID.randomUUID().toString();
        this.authorId = authorId;
        this.word = word;
    }

    /** The Idempotency-Key of its publication. */
    public String key() {
        return key;
    }

    /** Its author. */
    public String authorId() {
        return authorId;
    }

    /** The word that only this post has, in all of its versions. */
    public String word() {
        return word;
    }

    /** What is known about its publication. */
    public Outcome outcome() {
        return outcome;
    }

    /** What was asked for last. */
    public Wish wish() {
        return wish;
    }

    /** Its blog, once answered. */
    public @Nullable UUID id() {
        return id;
    }

    /** Its title. */
    public String title() {
        return "About " + word;
    }

    /** Its text at present, with some more at its end. */
    public String body(String filler) {
        return "The word of this post is %s, edited %d times.%n%n%s".formatted(word, edits, filler);
    }

    /** It was committed, under this id. */
    public void published(UUID answered) {
        id = answered;
        outcome = Outcome.OK;
    }

    void refused() {
        outcome = Outcome.FAIL;
    }

    void wish(Wish next) {
        wish = next;
    }

    int edits() {
        return edits;
    }

    void edited() {
        edits++;
    }

    @Override
    public String toString() {
        return "post %s of %s (key %s, blog %s, %s, %s)".formatted(word, authorId, key, id, outcome, wish);
    }
}
