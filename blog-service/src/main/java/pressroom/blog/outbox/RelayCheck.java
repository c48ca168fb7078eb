package pressroom.blog.outbox;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the relay may go on from its position. Transaction ids are true of one database only, and only as long as
 * it does not go back in time. So a check runs on each new connection and each time another process has moved the
 * position; rounds in between compare the position with the remembered one.
 *
 * <p>It is normal that the topic is ahead of the position: after a crash behind the acknowledgements the same events
 * are sent again. They are in the outbox. An event that is not, with a version that the database has not reached, was
 * committed by a database that is no more.
 */
@Component
class RelayCheck {

    private static final Logger log = LoggerFactory.getLogger(RelayCheck.class);

    private final Standings standings;
    private final KnownEnds known;
    private final TopicView topic;
    private final TopicRecords records;
    private final EventComparison comparison;
    private final RelayMemory memory;

    RelayCheck(
            Standings standings,
            KnownEnds known,
            TopicView topic,
            TopicRecords records,
            EventComparison comparison,
            RelayMemory memory) {
        this.standings = standings;
        this.known = known;
        this.topic = topic;
        this.records = records;
        this.comparison = comparison;
        this.memory = memory;
    }

    /**
     * For the active relay, in its transaction, after it has read its position and before it sends. Suspends the
     * relay if the check fails; throws while Kafka does not answer.
     *
     * @return false while the relay is suspended
     */
    boolean passes() {
        if (memory.isSuspended()) {
            return false;
        }
        if (memory.isTrusted()) {
            return true;
        }
        Standing standing = standings.read();
        TopicIdentity found = topic.identity().orElseThrow(() -> new IllegalStateException("the topic is missing"));
        List<Long> ends = topic.ends(found.partitions());
        Optional<String> reason = standing.contradiction().or(() -> lostEvent(standing, found, ends));
        if (reason.isPresent()) {
            standings.suspend(reason.get());
            log.error("The relay is suspended until an operator resumes it: {}", reason.get());
            return false;
        }
        standings.trustConnection();
        memory.checked(
                standing.position(),
                new RelayMemory.Ground(
                        standing.systemIdentifier(), standing.timeline(), found.clusterId(), found.topicId(), ends));
        return true;
    }

    private Optional<String> lostEvent(Standing standing, TopicIdentity found, List<Long> ends) {
        List<Long> from = known.of(standing, found, ends);
        return records.firstAnswer(from, ends, events -> comparison.contradictions(events).stream()
                .map(EventComparison.Contradiction::reason)
                .findFirst());
    }
}
