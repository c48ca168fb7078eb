package pressroom.blog.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pressroom.blog.outbox.RelaySettings;

/** The newest dead letters of each group: so many of each, and of a dead letter only where it came from and why. */
@Component
class DeadLetters {

    private static final int MAX_REASON_CHARS = 200;

    private final String topic;
    private final int kept;
    private final Map<String, Map<Source, String>> byGroup = new HashMap<>();

    DeadLetters(RelaySettings relay, ProgressSettings settings) {
        this.topic = relay.topic();
        this.kept = settings.keptDeadLetters();
    }

    /** The topic that keeps a group's dead letters. */
    String topicOf(String group) {
        return topic + "." + group + ".dlt";
    }

    /** Why the group refused the record at this place; empty when it did not, or so long ago that it is forgotten here. */
    synchronized Optional<String> reason(String group, int partition, long offset) {
        return Optional.ofNullable(byGroup.getOrDefault(group, Map.of()).get(new Source(partition, offset)));
    }

    /** Remembers a dead letter by its headers; what does not say where it came from, anybody may have written. */
    synchronized void keep(String group, Headers headers) {
        Source source = source(headers);
        if (source != null) {
            String reason = Optional.ofNullable(text(headers, "dlt_reason")).orElse("no reason was given");
            byGroup.computeIfAbsent(group, name -> bounded())
                    .put(source, reason.length() > MAX_REASON_CHARS ? reason.substring(0, MAX_REASON_CHARS) : reason);
        }
    }

    /** Forgets groups that are no more. */
    synchronized void keepOnly(Collection<String> groups) {
        byGroup.keySet().retainAll(groups);
    }

    private Map<Source, String> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Source, String> eldest) {
                return size() > kept;
            }
        };
    }

    private @Nullable Source source(Headers headers) {
        try {
            return topic.equals(text(headers, "dlt_topic"))
                    ? new Source(
                            Integer.parseInt(String.valueOf(text(headers, "dlt_partition"))),
                            Long.parseLong(String.valueOf(text(headers, "dlt_offset"))))
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private record Source(int partition, long offset) {}
}
