package pressroom.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import pressroom.events.CloudEvent;
import pressroom.events.EventCodec;
import pressroom.events.Header;
import pressroom.events.MalformedEvent;

/** Records, told apart: events, poison, and types that are none of ours. */
public final class DecodedBatch {

    private final List<CloudEvent> events = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> sources = new ArrayList<>();
    private final List<Poison> poison = new ArrayList<>();
    private int skipped;

    private DecodedBatch() {}

    /** Decodes each record by itself: none can spoil another. */
    public static DecodedBatch of(List<ConsumerRecord<byte[], byte[]>> records) {
        DecodedBatch batch = new DecodedBatch();
        records.forEach(batch::add);
        return batch;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            Optional<CloudEvent> event = EventCodec.decode(record.key(), headers(record), record.value());
            if (event.isEmpty()) {
                skipped++;
                return;
            }
            events.add(event.get());
            sources.add(record);
        } catch (MalformedEvent e) {
            poison.add(new Poison(record, String.valueOf(e.getMessage())));
        }
    }

    /** What there is for the handler, in the records' order. */
    public List<CloudEvent> events() {
        return events;
    }

    /** How many records are of a type that this contract does not know. */
    public int skipped() {
        return skipped;
    }

    /** How many records can not be read. */
    public int unreadable() {
        return poison.size();
    }

    /** All that must be quarantined: what could not be read, and what the handler refused. */
    List<Poison> poisonWith(List<Refusal> refusals) {
        List<Poison> all = new ArrayList<>(poison);
        refusals.forEach(refusal -> all.add(new Poison(sources.get(refusal.index()), refusal.reason())));
        return all;
    }

    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        for (var header : record.headers()) {
            headers.add(new Header(header.key(), header.value()));
        }
        return headers;
    }
}
