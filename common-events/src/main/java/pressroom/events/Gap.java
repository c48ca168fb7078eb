package pressroom.events;

import java.time.Instant;

/**
 * Records of a partition that a consumer group never read, because they were no longer there when it came to them.
 *
 * @param from offset of the first
 * @param to offset behind the last; {@link #UNKNOWN} if the log no longer says how far it once went
 * @param noticedAt when the group came to them, in whole seconds; the records are older
 */
public record Gap(long from, long to, Instant noticedAt) {

    /** The end of a gap in a log that was cut off or replaced: it may once have held any records from there on. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    /** @throws IllegalArgumentException if it holds no offset */
    public Gap {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("A gap from %d to %d holds no offset".formatted(from, to));
        }
    }

    /** Whether its end is unknown. */
    public boolean isOpen() {
        return to == UNKNOWN;
    }

    /** How many records were lost, as far as offsets tell; at least 1, and 1 if the end is unknown. */
    public long records() {
        return isOpen() ? 1 : to - from;
    }

    /**
     * Whether it holds the record that was written to this offset at this time.
     *
     * <p>Behind the start of an open gap the log goes on with new records. Only what was written before the gap was
     * noticed is lost.
     */
    public boolean holds(long offset, Instant writtenAt) {
        return offset >= from && (isOpen() ? writtenAt.isBefore(noticedAt) : offset < to);
    }

    /** For a person: {@code offsets 10 to 49}. */
    @Override
    public String toString() {
        return isOpen()
                ? "offsets from " + from + " on, in a log that was replaced"
                : from + 1 == to ? "offset " + from : "offsets " + from + " to " + (to - 1);
    }
}
