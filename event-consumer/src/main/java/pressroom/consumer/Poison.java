package pressroom.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that this group will never be able to handle, and why. */
record Poison(ConsumerRecord<byte[], byte[]> source, String reason) {}
