package pressroom.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pressroom.chaos.doors.Answers;
import pressroom.chaos.load.Books;
import pressroom.chaos.load.Post;

/** That the checker is quiet about a right world, and names the invariant when one thing in it is wrong. */
class CheckerTest {

    private final UUID id = UUID.randomUUID();
    private final Books books = new Books();
    private final Injected injected = new Injected();
    private final Map<UUID, World.Row> rows = new HashMap<>();
    private final List<World.Record> topic = new ArrayList<>();
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<UUID, World.Counted> counted = new HashMap<>();
    private final Map<String, World.Document> documents = new HashMap<>();
    private Post post;

    @BeforeEach
    void onePostIsPublishedAndEdited() {
        post = books.intend("ada");
        post.published(id);
        rows.put(id, new World.Row(id, "ada", 2, true, "title", "body", post.key()));
        topic.add(new World.Record(0, 0, false, "event-1", id, 1));
        topic.add(new World.Record(0, 1, false, "event-2", id, 2));
        totals.put("ada", 1L);
        counted.put(id, new World.Counted("ada", 2, true));
        documents.put(id.toString(), new World.Document("ada", 2, true, "title", "body"));
    }

    @Test
    void aRightWorldHasNoViolation() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void anAcknowledgedPostWithoutARowIsLost() {
        Post lost = books.intend("ada");
        lost.published(UUID.randomUUID());

        assertThat(violations()).containsExactly(Invariant.C1);
    }

    @Test
    void aVersionThatIsNotOnTheTopicIsLost() {
        topic.remove(1);

        assertThat(violations()).containsExactly(Invariant.C1);
    }

    @Test
    void aPostThatWasNeverCountedIsLost() {
        counted.clear();
        totals.put("ada", 0L);

        assertThat(violations()).contains(Invariant.C1, Invariant.C2);
    }

    @Test
    void aDocumentThatIsMissingIsLost() {
        documents.clear();

        assertThat(violations()).containsExactly(Invariant.C1);
    }

    @Test
    void aTotalAboveTheLiveRowsIsDoubled() {
        totals.put("ada", 2L);

        assertThat(violations()).containsExactly(Invariant.C2);
    }

    @Test
    void twoDocumentsOfOnePostAreDoubled() {
        documents.put(UUID.randomUUID().toString(), new World.Document("ada", 1, true, "title", "body"));

        assertThat(violations()).contains(Invariant.C2, Invariant.C3);
    }

    @Test
    void aResendIsAllowedOnlyAfterAFault() {
        topic.add(new World.Record(0, 2, false, "event-2", id, 2));
        assertThat(violations()).containsExactly(Invariant.C2);

        injected.excuseResends(1);
        assertThat(violations()).isEmpty();
    }

    @Test
    void aRecordThatNobodyCommittedIsAPhantom() {
        topic.add(new World.Record(0, 2, false, "event-3", UUID.randomUUID(), 1));

        assertThat(violations()).containsExactly(Invariant.C3);
    }

    @Test
    void aRowOfARefusedPostIsAPhantom() {
        books.intend("ada");
        rows.put(id, new World.Row(id, "ada", 2, true, "title", "body", "a key that nobody sent"));

        assertThat(violations()).containsExactly(Invariant.C3);
    }

    @Test
    void aRowThatWasTakenBackWithoutItsKeyIsKnownByItsTitle() {
        rows.put(id, new World.Row(id, "ada", 2, true, post.title(), "body", null));
        documents.put(id.toString(), new World.Document("ada", 2, true, post.title(), "body"));
        assertThat(violations()).isEmpty();

        UUID other = UUID.randomUUID();
        rows.put(other, new World.Row(other, "ada", 1, false, "Nobody's", "body", null));
        topic.add(new World.Record(0, 2, false, "event-3", other, 1));
        counted.put(other, new World.Counted("ada", 1, false));
        documents.put(other.toString(), new World.Document("ada", 1, false, null, null));
        assertThat(violations()).containsExactly(Invariant.C3);
    }

    @Test
    void aPostThatWasTakenBackUnderAnotherIdIsDoubled() {
        post.published(UUID.randomUUID());
        rows.put(id, new World.Row(id, "ada", 2, true, post.title(), "body", null));

        assertThat(violations()).contains(Invariant.C2);
    }

    @Test
    void anOldDocumentIsNotTheLatestContent() {
        documents.put(id.toString(), new World.Document("ada", 1, true, "title", "old body"));

        assertThat(violations()).containsExactly(Invariant.C4);
    }

    @Test
    void anUnpublishedPostMayNotBeReadInTheIndex() {
        rows.put(id, new World.Row(id, "ada", 3, false, "title", "body", post.key()));
        topic.add(new World.Record(0, 2, false, "event-3", id, 3));
        counted.put(id, new World.Counted("ada", 3, false));
        totals.put("ada", 0L);

        assertThat(violations()).contains(Invariant.C1, Invariant.C4);
    }

    @Test
    void aVersionThatComesAfterAHigherOneIsOutOfOrder() {
        topic.add(0, new World.Record(0, 0, false, "event-2", id, 2));
        topic.remove(2);

        assertThat(violations()).containsExactly(Invariant.C5);
    }

    @Test
    void poisonThatWasNotKeptAndGoodRecordsThatWereAreBothToldOf() {
        injected.poison(new Injected.Poison("an empty value", 0, 7, null, null));
        World.DeadLetter good = new World.DeadLetter("counter-consumer", 0, 1, null, null, "for no reason");

        assertThat(DeadLetterCheck.check(List.of(good), injected, List.of("counter-consumer")))
                .extracting(Violation::what)
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what).contains("0@1", "good record"),
                        what -> assertThat(what).contains("did not quarantine an empty value at 0@7"));
    }

    @Test
    void aGoodRecordIsExcusedOnlyForTheMistakeThatWasMadeAndOnlyWithItsBytes() {
        byte[] value = {1, 2};
        injected.mistake("counter-consumer", new Injected.Poison("mistake", 0, 1, null, value));
        List<World.DeadLetter> letters = List.of(
                new World.DeadLetter("counter-consumer", 0, 1, null, value, "refused by \"mistake\""),
                new World.DeadLetter("counter-consumer", 0, 1, null, value, "for no reason"),
                new World.DeadLetter("counter-consumer", 0, 1, null, new byte[] {1}, "refused by \"mistake\""),
                new World.DeadLetter("search-indexer", 0, 1, null, value, "refused by \"mistake\""));

        assertThat(DeadLetterCheck.check(letters, injected, List.of("counter-consumer", "search-indexer")))
                .extracting(Violation::what)
                .satisfiesExactly(
                        what -> assertThat(what).contains("for no reason"),
                        what -> assertThat(what).contains("changed the bytes"),
                        what -> assertThat(what).contains("search-indexer quarantined 0@1"));
    }

    @Test
    void aPostOfAnAttackIsNoPhantomAndMayNotBeLost() {
        String author = "hostile-text-1";
        UUID hostile = UUID.randomUUID();
        rows.put(hostile, new World.Row(hostile, author, 1, true, "hostile title", "body", null));
        topic.add(new World.Record(0, 2, false, "event-3", hostile, 1));
        totals.put(author, 1L);
        counted.put(hostile, new World.Counted(author, 1, true));
        documents.put(hostile.toString(), new World.Document(author, 1, true, "hostile title", "body"));
        Answers answers = new Answers();
        answers.published(author);
        injected.attacked("a text", answers);
        assertThat(violations()).isEmpty();

        answers.published(author);
        assertThat(violations()).containsExactly(Invariant.C1);
    }

    private List<Invariant> violations() {
        World world = new World(rows, 0, topic, totals, counted, documents, List.of());
        return Checker.check(books.posts(), world, injected).stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }
}
