package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GapsTest {

    private static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");
    private static final int MOST_METADATA_BYTES = 4_096;

    @Test
    void whatIsWrittenIntoTheMetadataIsReadAgain() {
        Gaps gaps = gaps(10, 50, 70, 80).with(new Gap(90, Gap.UNKNOWN, NOON));

        assertThat(gaps.metadata()).isEqualTo("gaps 10-50@1771588800,70-80@1771588800,90-?@1771588800");
        assertThat(Gaps.of(gaps.metadata())).isEqualTo(gaps);
        assertThat(gaps.records()).isEqualTo(51);
        assertThat(Gaps.NONE.metadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another tool's words 1-2@3", "gaps", "gaps 5-5@1", "gaps 9-3@1", "gaps -1-x@9"})
    void metadataThatTellsOfNoGapIsNoGap(String metadata) {
        assertThat(Gaps.of(metadata)).isEqualTo(Gaps.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0,10,0-50", "5,20,5-50", "20,30,10-50", "50,60,10-60", "10,50,10-50"})
    void gapsThatTouchBecomeOne(long from, long to, String together) {
        assertThat(gaps(10, 50).with(new Gap(from, to, NOON)).metadata()).isEqualTo("gaps " + together + "@1771588800");
    }

    @Test
    void manyGapsFitIntoTheMetadataAndAllTheirRecordsStayInThem() {
        Gaps gaps = Gaps.NONE.with(new Gap(Long.MAX_VALUE / 16, Gap.UNKNOWN, NOON));
        for (long i = 0; i < 500; i++) {
            long from = Long.MAX_VALUE / 16 + i * i;
            gaps = gaps.with(new Gap(from, from + 2, NOON));
        }

        assertThat(gaps.metadata()).hasSizeLessThan(MOST_METADATA_BYTES);
        Gaps read = Gaps.of(gaps.metadata());
        assertThat(read).isEqualTo(gaps);
        assertThat(LongStream.range(0, 500)).allMatch(i -> read.hold(Long.MAX_VALUE / 16 + i * i, NOON.plusSeconds(1)));
        assertThat(read.hold(Long.MAX_VALUE / 16 + 499 * 499 - 1, NOON.plusSeconds(1)))
                .as("the widest distances stay")
                .isFalse();
    }

    @Test
    void anOpenGapHoldsWhatWasWrittenBeforeItWasNoticed() {
        Gap open = new Gap(100, Gap.UNKNOWN, NOON);

        assertThat(open.holds(100, NOON.minusSeconds(1))).isTrue();
        assertThat(open.holds(99, NOON.minusSeconds(1))).as("read before").isFalse();
        assertThat(open.holds(100, NOON.plusSeconds(1)))
                .as("new in the log as it is")
                .isFalse();
    }

    @Test
    void aGapThatHasGrownSinceIsNotClosed() {
        Gaps shown = gaps(10, 50, 70, 80);

        assertThat(shown.with(new Gap(80, 90, NOON)).without(shown).metadata()).isEqualTo("gaps 70-90@1771588800");
        assertThat(shown.without(shown)).isEqualTo(Gaps.NONE);
    }

    @Test
    void aGapHoldsAnOffset() {
        assertThatThrownBy(() -> new Gap(3, 3, NOON)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Gaps gaps(long... bounds) {
        Gaps gaps = Gaps.NONE;
        for (int i = 0; i < bounds.length; i += 2) {
            gaps = gaps.with(new Gap(bounds[i], bounds[i + 1], NOON));
        }
        return gaps;
    }
}
