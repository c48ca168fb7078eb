package pressroom.blog.blogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;
import pressroom.blog.web.Problem;

class DraftCheckTest {

    /** Normalizing it would take minutes. */
    @Test
    void aTagOfAMegabyteOfMarksIsRefusedAtOnce() {
        String tag = "a" + "\u0301".repeat(250_000) + "\u0316".repeat(250_000);
        BlogRequest request = new BlogRequest("Title", "Text", List.of(tag), null);

        ErrorResponseException refused = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> catchThrowableOfType(
                        ErrorResponseException.class, () -> DraftCheck.check(request, Clock.systemUTC())));
        assertThat(Problem.fieldsOf(refused)).containsKey("tags");
    }
}
