package pressroom.blog.outbox;

/**
 * Which topic it is, whatever its name.
 *
 * @param clusterId Kafka's
 * @param topicId given by Kafka when the topic is created
 * @param partitions how many it has
 */
public record TopicIdentity(String clusterId, String topicId, int partitions) {}
