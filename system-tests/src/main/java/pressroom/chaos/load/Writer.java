package pressroom.chaos.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thread's authors: they publish, edit and unpublish, and ask again with the same key until they know. */
final class Writer {
    private static final int EDIT_PERCENT = 9;
    private static final int UNPUBLISH_PERCENT = 5;
    private static final int REPLAY_PERCENT = 3;
    private static final int REMEMBERED = 500;
    private static final String FILLER = "Some of it is always the same. ".repeat(12);

    private final Desk desk;
    private final Books books;
    private final Random random;
    private final List<String> authors;
    private final List<Post> own = new ArrayList<>();
    private final String name;
    private int written;

    Writer(String name, Desk desk, Books books, List<String> authors, Random random) {
        this.name = name;
        this.desk = desk;
        this.books = books;
        this.authors = authors;
        this.random = random;
    }

    /** Does one thing, until it is known to be done or patience ends. */
    void act(Patience patience) {
        int dice = random.nextInt(100);
        Post old = own.isEmpty() ? null : own.get(random.nextInt(own.size()));
        if (old == null || dice >= EDIT_PERCENT + UNPUBLISH_PERCENT + REPLAY_PERCENT) {
            publish(patience);
        } else if (dice < EDIT_PERCENT) {
            edit(old, patience);
        } else if (dice < EDIT_PERCENT + UNPUBLISH_PERCENT) {
            own.remove(old);
            unpublish(old, patience);
        } else if (old.edits() == 0) {
            replay(old, patience);
        }
    }

    /** Few authors write much, many write little. */
    private String author() {
        double skew = random.nextDouble();
        return authors.get((int) (authors.size() * skew * skew * skew));
    }

    /** Publishes a new post of any of its authors. */
    void publish(Patience patience) {
        publish(author(), patience);
    }

    void publish(String authorId, Patience patience) {
        Post post = books.intend(new Post(authorId, "w" + name + "x" + Integer.toString(++written, 36)));
        Answer answer = desk.settle(at -> at.ask("POST", "/api/blogs", authorId, draft(post), key(post)), patience);
        if (answer == null) {
            return;
        }
        if (answer.status() == 201) {
            post.published(answer.blogId());
            books.acknowledge();
            remember(post);
        } else {
            post.refused();
            books.wrong("a good post was refused: %d %s".formatted(answer.status(), answer.body()));
        }
    }

    /** The same key and body again: the same blog. */
    private void replay(Post post, Patience patience) {
        Answer answer =
                desk.settle(at -> at.ask("POST", "/api/blogs", post.authorId(), draft(post), key(post)), patience);
        if (answer != null && (answer.status() != 201 || !answer.blogId().equals(post.id()))) {
            books.wrong("%s sent again was answered %d %s".formatted(post, answer.status(), answer.body()));
        }
    }

    private void edit(Post post, Patience patience) {
        UUID id = post.id();
        Answer seen = desk.settle(at -> at.ask("GET", "/api/blogs/" + id, post.authorId(), null, Map.of()), patience);
        if (seen == null) {
            return;
        }
        if (seen.status() != 200) {
            books.wrong("%s cannot be read: %d %s".formatted(post, seen.status(), seen.body()));
            return;
        }
        post.edited();
        Answer answer = desk.settle(
                at -> at.ask("PUT", "/api/blogs/" + id, post.authorId(), draft(post), Map.of("If-Match", seen.etag())),
                patience);
        // 412: an earlier try of this edit had been committed, though its answer was lost.
        if (answer != null && answer.status() != 200 && answer.status() != 412) {
            books.wrong("an edit of %s was answered %d %s".formatted(post, answer.status(), answer.body()));
        }
    }

    private void unpublish(Post post, Patience patience) {
        post.wish(Post.Wish.GOING);
        books.unpublishing(post.authorId());
        Answer answer = desk.settle(
                at -> at.ask("DELETE", "/api/blogs/" + post.id(), post.authorId(), null, Map.of()), patience);
        if (answer != null && answer.status() == 204) {
            post.wish(Post.Wish.GONE);
        } else if (answer != null) {
            books.wrong("%s was not unpublished: %d %s".formatted(post, answer.status(), answer.body()));
        }
    }

    private void remember(Post post) {
        if (own.size() < REMEMBERED) {
            own.add(post);
        } else {
            own.set(random.nextInt(REMEMBERED), post);
        }
    }

    private static Map<String, @Nullable Object> draft(Post post) {
        return Map.of("title", post.title(), "body", post.body(FILLER), "tags", List.of("chaos"));
    }

    private static Map<String, String> key(Post post) {
        return Map.of("Idempotency-Key", post.key());
    }
}
