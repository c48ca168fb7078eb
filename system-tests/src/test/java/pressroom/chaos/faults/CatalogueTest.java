package pressroom.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the schedule has faults for what operators and other teams do to the servers. */
class CatalogueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "36|the relay's position is ahead of the database",
                "36|an event has another cluster's transaction id",
                "36|the outbox's sequence is set back",
                "36|the blog database is set back to an older copy",
                "37|the topic is deleted under running services",
                "37|the topic is set to compact",
                "38|another index takes the writes",
                "38|the index names a pipeline that does not exist",
                "39|PostgreSQL becomes read-only under the pools",
                "39|the counter's table is locked for long"
            })
    void aRowIsCoveredByItsFaults(int row, String fault) {
        assertThat(Catalogue.covering(Set.of(row))).extracting(Fault::name).contains(fault);
    }

    @Test
    void aRowWithoutAFaultIsRefused() {
        assertThatThrownBy(() -> Catalogue.covering(Set.of(40))).hasMessageContaining("covers [40]");
    }
}
