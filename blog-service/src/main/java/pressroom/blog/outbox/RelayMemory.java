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

        /** The same with the ends behind what was sent. */
        Ground behind(List<Outbox.Relayed> relayed) {
            List<Long> ends = new ArrayList<>(topicEnds);
            for (Outbox.Relayed event : relayed) {
                while (ends.size() <= event.partition()) {
                    ends.add(0L);
                }
                ends.set(event.partition(), event.offset() + 1);
            }
            return new Ground(systemIdentifier, timeline, clusterId, topicId, ends);
        }
    }

    private final UUID instance = UUID.randomUUID();
    private volatile @Nullable RelayPosition position;
    private volatile @Nullable Ground ground;
    private volatile boolean trusted;
    private volatile boolean suspended;

    /** This process, different after each start. */
    UUID instance() {
        return instance;
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
     * The name of the setting that marks PostgreSQL's sessions as checked by this process. A name of its own, since
     * processes behind a connection pooler share sessions.
     */
    String mark() {
        return "pressroom.checked_" + instance.toString().replace('-', '_');
    }

    /** The same after a round; null if there is none. */
    @Nullable
    Ground groundBehind(List<Outbox.Relayed> relayed) {
        Ground known = ground;
        return known == null ? null : known.behind(relayed);
    }

    /** Whether the round may go on without a check. */
    boolean isTrusted() {
        return trusted;
    }

    boolean isSuspended() {
        return suspended;
    }

    /** The position's row as a round has read it. */
    void read(RelayPosition found, boolean isMineOnThisConnection, boolean isSuspended) {
        trusted = isMineOnThisConnection && ground != null && found.equals(position);
        suspended = isSuspended;
    }

    void checked(RelayPosition found, Ground foundGround) {
        position = found;
        ground = foundGround;
    }

    void moved(RelayPosition to, @Nullable Ground now) {
        position = to;
        ground = now;
    }

    /** The next round begins with a check. */
    void doubt() {
        ground = null;
    }
}
