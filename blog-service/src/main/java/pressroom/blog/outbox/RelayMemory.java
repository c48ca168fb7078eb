package pressroom.blog.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this process knows of the relay's position from its own last round. A position that is not the remembered one
 * has been moved by another process, or the database went back in time: it is checked before anything is sent.
 */
@Component
class RelayMemory {

    /**
     * What the position is true of.
     *
     * @param systemIdentifier the PostgreSQL cluster's, from its control file
     * @param timeline rises with each promotion
     * @param clusterId Kafka's
     * @param topicId changes when the topic is made again
     * @param topicEnds by partition, the offset behind the last known record
     */
    record Ground(long systemIdentifier, int timeline, String clusterId, String topicId, List<Long> topicEnds) {

        Ground {
            topicEnds = List.copyOf(topicEnds);
        }

        /**
         * The same with the ends behind what was sent, in the order of the topic. An end stays where a record follows
         * that was not sent here: the next check begins with that one.
         */
        Ground behind(List<Outbox.Relayed> relayed) {
            List<Long> ends = new ArrayList<>(topicEnds);
            for (Outbox.Relayed event : relayed) {
                while (ends.size() <= event.partition()) {
                    ends.add(0L);
                }
                if (ends.get(event.partition()) == event.offset()) {
                    ends.set(event.partition(), event.offset() + 1);
                }
            }
            return new Ground(systemIdentifier, timeline, clusterId, topicId, ends);
        }

        /** Whether all of this lies before the ends. */
        boolean covers(List<Outbox.Relayed> relayed) {
            return relayed.stream().allMatch(event -> event.offset() < topicEnds.get(event.partition()));
        }
    }

    private final UUID instance = UUID.randomUUID();
    private volatile @Nullable RelayPosition position;
    private volatile @Nullable Ground ground;
    private volatile boolean trusted;
    private volatile boolean suspended;
    private int doubts;
    private int doubtsBefore;

    /** This process, different after each start. */
    UUID instance() {
        return instance;
    }

    /**
     * The name of the setting that marks PostgreSQL's sessions as checked by this process. A name of its own, since
     * processes behind a connection pooler share sessions.
     */
    String mark() {
        return "pressroom.checked_" + instance.toString().replace('-', '_');
    }

    /** Where this process last saw or moved the position; null before the first check. */
    @Nullable
    RelayPosition position() {
        return position;
    }

    /** What was found by the last check; null before the first one, and after {@link #doubt}. */
    @Nullable
    Ground ground() {
        return ground;
    }

    /**
     * The same after a round; null if there is none. It is doubted if another process has sent between this one's
     * events: as a relay does that was the active one before, and goes on from its own last check.
     */
    @Nullable
    Ground groundBehind(List<Outbox.Relayed> relayed) {
        Ground known = ground;
        if (known == null) {
            return null;
        }
        Ground behind = known.behind(relayed);
        if (!behind.covers(relayed)) {
            doubt();
        }
        return behind;
    }

    /** Whether the round may go on without a check. */
    boolean isTrusted() {
        return trusted;
    }

    boolean isSuspended() {
        return suspended;
    }

    /** The position's row as a round has read it, at the round's beginning. */
    synchronized void read(RelayPosition found, boolean isMineOnThisConnection, boolean isSuspended) {
        trusted = isMineOnThisConnection && ground != null && found.equals(position);
        suspended = isSuspended;
        doubtsBefore = doubts;
    }

    void checked(RelayPosition found, @Nullable Ground foundGround) {
        moved(found, foundGround);
    }

    /** A doubt since the round's beginning stays: what it is about may have come after the round had looked. */
    synchronized void moved(RelayPosition to, @Nullable Ground now) {
        position = to;
        ground = doubts == doubtsBefore ? now : null;
    }

    /** The next round begins with a check. */
    synchronized void doubt() {
        doubts++;
        ground = null;
    }
}
