package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import pressroom.consumer.ConsumerSettings;
import pressroom.events.Gap;
import pressroom.events.Gaps;

/** A group that is sent back since its index is gone, while it has a gap. */
class GroupOffsetsTest {

    private static final Map<String, Object> CLIENTS = OnRealServers.STACK.kafkaAdminProperties();

    private final String group = "group-" + UUID.randomUUID();
    private final TopicPartition withGap = new TopicPartition("topic-" + group, 0);
    private final TopicPartition whole = new TopicPartition(withGap.topic(), 1);
    private final TopicPartition ofAnotherTopic = new TopicPartition("other-" + group, 0);

    @Test
    void theGroupReadsFromTheBeginningAndItsGapsStayOpen() throws Exception {
        String gaps = Gaps.NONE
                .with(new Gap(3, 8, Instant.ofEpochSecond(1_764_500_000)))
                .with(new Gap(20, Gap.UNKNOWN, Instant.ofEpochSecond(1_764_500_060)))
                .metadata();
        try (Admin admin = Admin.create(CLIENTS)) {
            admin.createTopics(List.of(
                            new NewTopic(withGap.topic(), 2, (short) 1),
                            new NewTopic(ofAnotherTopic.topic(), 1, (short) 1)))
                    .all()
                    .get();
            Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(
                    withGap, new OffsetAndMetadata(21, gaps),
                    whole, new OffsetAndMetadata(34),
                    ofAnotherTopic, new OffsetAndMetadata(5));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();

            new GroupOffsets(new KafkaAdmin(CLIENTS), settings()).rewind();

            assertThat(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isEqualTo(Map.of(
                            withGap, new OffsetAndMetadata(0, gaps),
                            whole, new OffsetAndMetadata(0),
                            ofAnotherTopic, new OffsetAndMetadata(5)));
        }
    }

    @Test
    void aGroupWithoutOffsetsIsLeftAsItIs() throws Exception {
        new GroupOffsets(new KafkaAdmin(CLIENTS), settings()).rewind();

        try (Admin admin = Admin.create(CLIENTS)) {
            assertThat(admin.listGroups().all().get())
                    .noneMatch(each -> each.groupId().equals(group));
        }
    }

    private ConsumerSettings settings() {
        Duration any = Duration.ofSeconds(1);
        return new ConsumerSettings(group, withGap.topic(), 1, 1, any, any, any, any, any, 0);
    }
}
