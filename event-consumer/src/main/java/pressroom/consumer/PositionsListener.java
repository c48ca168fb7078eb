package pressroom.consumer;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a consumer's {@link Positions} of its partitions, around what the container does with them. */
final class PositionsListener implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(PositionsListener.class);

    private final Positions positions;
    private final ConsumerRebalanceListener container;

    PositionsListener(Positions positions, ConsumerRebalanceListener container) {
        this.positions = positions;
        this.container = container;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        try {
            positions.assigned(partitions);
        } catch (KafkaException e) {
            // What a listener throws is told once, and the assignment holds. The next poll or commit asks again.
            log.warn("The gaps of {} are not known yet: {}", partitions, e.toString());
        }
        container.onPartitionsAssigned(partitions);
    }

    /** The container commits here what it has handled, which carries the gaps. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        container.onPartitionsRevoked(partitions);
        positions.released(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        container.onPartitionsLost(partitions);
        positions.released(partitions);
    }
}
