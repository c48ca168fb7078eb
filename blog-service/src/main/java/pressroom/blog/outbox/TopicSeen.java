package pressroom.blog.outbox;

import java.time.Instant;

/**
 * The topic that the relay sends to.
 *
 * @param clusterId Kafka's
 * @param topicId given by Kafka when the topic is created
 * @param since when it was first seen, or seen again after another one, by the database's clock
 * @param earlier topics that had the name before: what was sent before {@code since} is not on this one, for any group
 */
public record TopicSeen(String clusterId, String topicId, Instant since, int earlier) {}
