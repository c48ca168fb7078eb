package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static pressroom.counter.Histories.edited;
import static pressroom.counter.Histories.newAuthor;
import static pressroom.counter.Histories.published;
import static pressroom.counter.Histories.shuffled;
import static pressroom.counter.Histories.unpublished;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.events.BlogEvent;

class LedgerTest {

    private final Ledger ledger = new Ledger(CounterDatabase.JDBC);
    private final String author = newAuthor();
    private final UUID blog = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5_000})
    void duplicatesAndDisorderChangeNothing(int batchSize) {
        List<String> authors = Stream.generate(Histories::newAuthor).limit(10).toList();
        List<BlogEvent> events = shuffled(new Random(batchSize), authors, batchSize == 1 ? 30 : 300);

        inBatches(events, batchSize);
        inBatches(events, batchSize);

        assertThat(CounterDatabase.totals(authors)).isEqualTo(Histories.totals(events));
    }

    @Test
    void totalRisesAndFallsWithWhatReadersCanSee() {
        ledger.enter(List.of(published(author, blog, 1)));
        assertThat(total()).isEqualTo(1);
        ledger.enter(List.of(edited(author, blog, 2)));
        assertThat(total()).isEqualTo(1);
        ledger.enter(List.of(unpublished(author, blog, 3)));
        assertThat(total()).isZero();
        ledger.enter(List.of(published(author, blog, 4)));
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void unpublishThatComesFirstIsNotUndoneByItsPublish() {
        ledger.enter(List.of(unpublished(author, blog, 2)));
        ledger.enter(List.of(published(author, blog, 1)));

        assertThat(total()).isZero();
    }

    @Test
    void authorOfAPostThatCameAndWentIsKnownHoweverTheBatchesFell() {
        ledger.enter(List.of(published(author, blog, 1), unpublished(author, blog, 2)));

        assertThat(total()).isZero();
    }

    @Test
    void editLeavesTheAuthorsRowAlone() {
        ledger.enter(List.of(published(author, blog, 1)));
        String before = row();
        ledger.enter(List.of(edited(author, blog, 2)));
        ledger.enter(List.of(edited(author, blog, 2)));

        assertThat(row()).isEqualTo(before);
    }

    @Test
    void blogStaysWithItsFirstAuthor() {
        String other = newAuthor();
        ledger.enter(List.of(published(author, blog, 1)));
        ledger.enter(List.of(unpublished(other, blog, 2)));

        assertThat(CounterDatabase.totals(List.of(author, other))).isEqualTo(Map.of(author, 0L));
    }

    @Test
    void instancesThatSeeTheSameEventsInOppositeOrderNeitherDeadlockNorCountTwice() {
        List<String> authors = Stream.generate(Histories::newAuthor).limit(20).toList();
        List<BlogEvent> events = shuffled(new Random(1), authors, 2_000);
        List<BlogEvent> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);

        CompletableFuture.allOf(Stream.of(events, reversed, events, reversed)
                        .map(each -> CompletableFuture.runAsync(() -> inBatches(each, 200)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();

        assertThat(CounterDatabase.totals(authors)).isEqualTo(Histories.totals(events));
    }

    private void inBatches(List<BlogEvent> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            ledger.enter(events.subList(from, Math.min(events.size(), from + batchSize)));
        }
    }

    private long total() {
        return CounterDatabase.totals(List.of(author)).get(author);
    }

    /** Where the row lies, and who last wrote or locked it. */
    private String row() {
        return CounterDatabase.JDBC
                .sql("select concat_ws(' ', ctid, xmin, xmax) from users where id = :id")
                .param("id", author)
                .query(String.class)
                .single();
    }
}
