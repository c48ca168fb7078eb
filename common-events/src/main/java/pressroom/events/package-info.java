/**
 * The contract between the teams: what is said on the topic {@code blog-events}, and how it is written in bytes.
 * Knows neither Spring nor the Kafka client, so that any reader or writer can use it.
 */
@NullMarked
package pressroom.events;

import org.jspecify.annotations.NullMarked;
