package pressroom.blog.outbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The relay's position beside what it should be true of.
 *
 * @param stored the PostgreSQL cluster that the position was written in; null if the position was never checked
 * @param systemIdentifier the PostgreSQL cluster as it is
 * @param timeline its timeline as it is; 0 on a standby server
 * @param lastRound the last row of the round log; null when it is empty
 * @param isLogged whether the round log, or the one of the version before, ends at the position
 * @param isAhead whether the position is ahead of the cluster's next transaction id
 * @param isLogAhead whether the round log's end is
 * @param isSuspended whether nothing is sent until an operator says otherwise
 * @param clusterId Kafka's as stored; null if never
 * @param topicId the topic's as stored; null if never
 * @param topicEnds stored, by partition
 */
record Standing(
        RelayPosition position,
        @Nullable Long stored,
        long systemIdentifier,
        int timeline,
        @Nullable RelayPosition lastRound,
        boolean isLogged,
        boolean isAhead,
        boolean isLogAhead,
        boolean isSuspended,
        @Nullable String clusterId,
        @Nullable String topicId,
        List<Long> topicEnds) {

    /** Why the position cannot be trusted; empty if it can. */
    Optional<String> contradiction() {
        if (isOfAnotherCluster()) {
            return Optional.of(
                    ("the database's system identifier is %d, and the relay's position was written in the cluster %d:"
                                    + " transaction ids cannot be compared")
                            .formatted(systemIdentifier, stored));
        }
        if (isAhead) {
            return Optional.of(
                    "the relay's position %s is ahead of the cluster's next transaction id".formatted(position.text()));
        }
        if (stored != null && !isLogged) {
            return Optional.of("the relay's position is %s, and its last round ended at %s"
                    .formatted(position.text(), lastRound == null ? "the beginning" : lastRound.text()));
        }
        return Optional.empty();
    }

    boolean isOfAnotherCluster() {
        return stored != null && stored != systemIdentifier;
    }

    /**
     * Whether transaction ids of position, round log and outbox were given out by another cluster, so that no
     * position can be told in between. Of a position that was never checked it is not known where it was written: once
     * it is suspended, that is taken for another cluster, which costs no more than to send events again.
     */
    boolean isIncomparable() {
        return isOfAnotherCluster() || isLogAhead || (stored == null && isSuspended);
    }

    /**
     * Where a relay goes on that is resumed: nothing behind it is skipped, and what was sent of it is sent again. The
     * beginning if nothing can be compared.
     */
    RelayPosition resumesFrom() {
        if (isIncomparable()) {
            return RelayPosition.BEGINNING;
        }
        if (isLogged) {
            return position;
        }
        RelayPosition logged = lastRound == null ? RelayPosition.BEGINNING : lastRound;
        return logged.isBefore(position) ? logged : position;
    }

    boolean isOfTopic(TopicIdentity topic) {
        return topic.clusterId().equals(clusterId) && topic.topicId().equals(topicId);
    }
}
