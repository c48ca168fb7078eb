package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pressroom.events.BlogEdited;
import pressroom.events.CloudEvent;
import pressroom.events.Text;

/** A blog whose events lie in several partitions, since the topic got more of them in between. */
class LostBlogStateTest {

    private final UUID blog = UUID.randomUUID();
    private final TopicRecords.Placed second = placed(2, 2, 40);
    private final TopicRecords.Placed third = placed(3, 8, 5);

    @Test
    void theNewestTextIsMetInItsOwnPartitionWhateverWasReadLast() {
        for (List<TopicRecords.Placed> read : List.of(List.of(second, third), List.of(third, second))) {
            LostBlogState state = new LostBlogState(null);
            read.forEach(state::add);

            assertThat(state.meet(second)).isNull();
            LostBlog met = state.meet(third);
            assertThat(met).isNotNull();
            assertThat(met.version()).isEqualTo(3);
        }
    }

    private TopicRecords.Placed placed(int version, int partition, long offset) {
        Instant at = Instant.EPOCH.plusSeconds(version);
        BlogEdited event = new BlogEdited(blog, version, "ada", "Title", Text.of("text"), List.of(), at, at);
        return new TopicRecords.Placed(new CloudEvent(UUID.randomUUID(), at, null, event), partition, offset);
    }
}
