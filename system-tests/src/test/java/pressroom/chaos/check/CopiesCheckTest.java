package pressroom.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pressroom.chaos.load.Books;
import pressroom.chaos.load.Post;

/** That one surviving copy of a post is told as long as others are missing, once the operator was there. */
class CopiesCheckTest {

    private final UUID id = UUID.randomUUID();
    private final Books books = new Books();
    private final OperatorCalls calls = new OperatorCalls();
    private final Map<UUID, World.Row> rows = new HashMap<>();
    private final List<World.Record> topic = new ArrayList<>();
    private final Map<UUID, World.Counted> counted = new HashMap<>();
    private final Map<String, World.Document> documents = new HashMap<>();

    @BeforeEach
    void onePostIsEverywhereAndTheOperatorHasCalled() {
        Post post = books.intend("ben");
        post.published(id);
        rows.put(id, new World.Row(id, "ben", 3, true, "title", "body", post.key()));
        topic.add(new World.Record(2, 40, false, "event", id, 3));
        counted.put(id, new World.Counted("ben", 3, true));
        documents.put(id.toString(), new World.Document("ben", 3, true, "title", "body"));
        called("GET /ops/outbox", 200);
        called("POST /ops/republish", 200);
    }

    @Test
    void aPostThatIsEverywhereIsRecovered() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void aPostThatOnlyTheTopicHasIsNotRecovered() {
        rows.clear();
        counted.clear();
        documents.clear();

        assertThat(violations()).singleElement().satisfies(what -> assertThat(what)
                .contains("in blogs", "counted", "indexed"));
    }

    @Test
    void aPostThatOnlyTheIndexHasIsNotRecovered() {
        topic.clear();
        rows.clear();
        counted.clear();

        assertThat(violations()).singleElement().satisfies(what -> assertThat(what)
                .contains("in blogs", "counted")
                .doesNotContain("indexed"));
    }

    @Test
    void aNewerVersionOnTheTopicIsNotRecovered() {
        topic.add(new World.Record(2, 41, false, "later event", id, 4));

        assertThat(violations()).singleElement().satisfies(what -> assertThat(what)
                .contains("version 4", "version 3"));
    }

    @Test
    void aPostWithoutAnyCopyIsLostAndNotToBeRecovered() {
        topic.clear();
        rows.clear();
        counted.clear();
        documents.clear();

        assertThat(violations()).isEmpty();
    }

    @Test
    void readingAndRefusedCallsRecoverNothing() {
        documents.clear();
        OperatorCalls none = new OperatorCalls();
        none.add(new OperatorCalls.Call(Instant.EPOCH, "blog-service-2", "GET /ops/outbox", "", 200, "{}"));
        none.add(new OperatorCalls.Call(Instant.EPOCH, "blog-service-2", "POST /ops/outbox/resume", "", 409, "{}"));

        assertThat(CopiesCheck.check(books.posts(), world(), none)).isEmpty();
        assertThat(none.counted())
                .containsOnly(Map.entry("GET /ops/outbox -> 200", 1), Map.entry("POST /ops/outbox/resume -> 409", 1));
    }

    private void called(String call, int status) {
        calls.add(new OperatorCalls.Call(Instant.EPOCH, "blog-service-1", call, "", status, "{}"));
    }

    private List<String> violations() {
        return CopiesCheck.check(books.posts(), world(), calls).stream()
                .peek(violation -> assertThat(violation.invariant()).isEqualTo(Invariant.C11))
                .map(Violation::what)
                .toList();
    }

    private World world() {
        return new World(rows, 0, topic, Map.of(), counted, documents, List.of());
    }
}
