package pressroom.blog.outbox;

import java.time.Instant;

/**
 * Why nothing is sent, and since when. Posts are taken meanwhile.
 *
 * @param since by the database's clock
 * @param reason what the relay found
 */
public record Suspension(Instant since, String reason) {}
