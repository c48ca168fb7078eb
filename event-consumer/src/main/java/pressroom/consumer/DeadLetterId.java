package pressroom.consumer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which record a dead letter is of. Two letters with the same one are one: a replay met the record again, or a crash came between
 * the write and the commit.
 *
 * @param topic the id of the source topic, which a topic that is made again under its name does not have; of letters of older
 *     versions the name
 * @param partition in the source topic
 * @param offset in the source topic
 * @param sha256 of the value, as Base64
 */
public record DeadLetterId(String topic, int partition, long offset, String sha256) {

    static DeadLetterId of(String topicId, ConsumerRecord<byte[], byte[]> source) {
        return new DeadLetterId(topicId, source.partition(), source.offset(), sha256(source.value()));
    }

    /** Reads it from a letter; its place among the dead letters if the headers are not ours. */
    public static DeadLetterId of(ConsumerRecord<byte[], byte[]> letter) {
        String id = QuarantineHeaders.text(letter, QuarantineHeaders.TOPIC_ID);
        String topic = id == null ? QuarantineHeaders.text(letter, QuarantineHeaders.TOPIC) : id;
        String hash = sha256(letter.value());
        try {
            if (topic != null) {
                return new DeadLetterId(
                        topic,
                        Integer.parseInt(String.valueOf(QuarantineHeaders.text(letter, QuarantineHeaders.PARTITION))),
                        Long.parseLong(String.valueOf(QuarantineHeaders.text(letter, QuarantineHeaders.OFFSET))),
                        hash);
            }
        } catch (NumberFormatException notOurs) {
            // Anybody may have written it.
        }
        return new DeadLetterId(letter.topic(), letter.partition(), letter.offset(), hash);
    }

    private static String sha256(byte @Nullable [] value) {
        try {
            byte[] bytes = value == null ? new byte[0] : value;
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
