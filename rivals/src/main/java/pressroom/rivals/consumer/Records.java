package pressroom.rivals.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.events.BlogEvent;
import pressroom.events.CloudEvent;
import pressroom.events.EventCodec;
import pressroom.events.Header;
import pressroom.events.MalformedEvent;

/** Reads records with the services' own codec, so that what is compared is what happens to an event, not how it is read. */
public final class Records {
    private static final Logger log = LoggerFactory.getLogger(Records.class);

    private Records() {}

    /** The events in their order; what is none is logged and left out. */
    public static List<BlogEvent> events(List<ConsumerRecord<byte[], byte[]>> records) {
        List<BlogEvent> events = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            event(record).ifPresent(events::add);
        }
        return events;
    }

    /** The event; empty, and logged, when the record is none. */
    public static Optional<BlogEvent> event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventCodec.decode(record.key(), headers(record), record.value())
                    .map(CloudEvent::data);
        } catch (MalformedEvent e) {
            log.warn("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>(8);
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return headers;
    }
}
