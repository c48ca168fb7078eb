package pressroom.rivals.publish;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/** What an author sends, by the names and with the limits of blog-service; a draft that breaks them is answered with 400. */
record Draft(
        String title,
        String body,
        @Nullable List<String> tags,
        @Nullable Instant publishedAt) {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final int MOST_TAGS = 20;

    Draft {
        Assert.hasText(title, "title must not be empty");
        Assert.hasText(body, "body must not be empty");
        Assert.isTrue(title.length() <= LONGEST_TITLE, "title must not be longer than 300 characters");
        Assert.isTrue(body.length() <= LONGEST_BODY, "body must not be longer than 1 MiB");
        tags = List.copyOf(Objects.requireNonNullElse(tags, List.of()));
        Assert.isTrue(tags.size() <= MOST_TAGS, "there must not be more than 20 tags");
    }
}
