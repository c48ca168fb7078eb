/**
 * A team's own view of its dead letters: {@code /ops/dead-letters} lists them, shows one, and redrives them all.
 *
 * <p>A redrive hands every letter to the group's {@link pressroom.consumer.EventHandler} again, as it was in its source topic. It
 * writes nothing to the dead letters and takes nothing away, so it may be run again, cancelled or killed at any moment.
 */
@NullMarked
package pressroom.consumer.deadletters;

import org.jspecify.annotations.NullMarked;
