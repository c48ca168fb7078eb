package pressroom.blog.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pressroom.blog.outbox.RelaySettings;
import pressroom.blog.progress.BlogProgress.GroupProgress;
import pressroom.blog.progress.BlogProgress.OnTopic;
import pressroom.blog.progress.BlogProgress.State;

/** Puts together what the database knows of an event and what Kafka knows of the groups. */
@Component
class Trails {

    /** Partitions of the outbox are dropped every few hours at most. */
    private static final Duration OLDEST_KEPT_FOR = Duration.ofSeconds(10);

    private static final String MISSED = "its record was deleted from the topic before this group read it: an operator"
            + " sends it again with POST /ops/republish";
    private static final String MAYBE_MISSED =
            "records were deleted from the topic before this group read them, and this event may be among them: an"
                    + " operator sends it again with POST /ops/republish, or closes the group's gap";

    private final String topic;
    private final DeadLetters deadLetters;
    private final PassedOffsets passed;
    private final NewestEvents events;
    private Map<Integer, Long> oldestKept = Map.of();
    private long oldestKeptUntil = System.nanoTime();

    Trails(RelaySettings relay, DeadLetters deadLetters, PassedOffsets passed, NewestEvents events) {
        this.topic = relay.topic();
        this.deadLetters = deadLetters;
        this.passed = passed;
        this.events = events;
    }

    BlogProgress of(NewestEvent event, KafkaView kafka) {
        List<GroupProgress> groups = groups(event, kafka);
        boolean done = !groups.isEmpty() && groups.stream().allMatch(Trails::isSettled);
        return new BlogProgress(
                event.blogId(),
                event.version(),
                event.type(),
                event.committedAt(),
                onTopic(event),
                groups,
                done && (event.place() != null || !event.kept()) && event.replacedAt() == null,
                note(event, kafka));
    }

    private static boolean isSettled(GroupProgress group) {
        return group.state() == State.DONE || group.state() == State.DEAD_LETTERED;
    }

    private static @Nullable String note(NewestEvent event, KafkaView kafka) {
        if (event.refusal() != null) {
            return "Kafka refuses this event for good: " + event.refusal();
        }
        return event.replacedAt() == null
                ? kafka.note()
                : "The topic that this event was sent to was replaced; the present one was first seen at "
                        + event.replacedAt();
    }

    private @Nullable OnTopic onTopic(NewestEvent event) {
        if (event.replacedAt() != null) {
            return null;
        }
        NewestEvent.Place place = event.place();
        if (place != null) {
            return new OnTopic(topic, place.partition(), place.offset(), place.at());
        }
        return event.kept() ? null : new OnTopic(topic, null, null, null);
    }

    private List<GroupProgress> groups(NewestEvent event, KafkaView kafka) {
        NewestEvent.Place place = event.place();
        if (place != null) {
            return kafka.groups().stream()
                    .map(group -> at(event, place, group, kafka))
                    .toList();
        }
        if (event.kept() || event.replacedAt() != null) {
            return kafka.groups().stream()
                    .map(group -> waiting(group, group.lag(kafka), event))
                    .toList();
        }
        Map<Integer, Long> oldest = oldestKept();
        return kafka.groups().stream()
                .map(group -> longAgo(group, oldest, event, kafka))
                .toList();
    }

    private synchronized Map<Integer, Long> oldestKept() {
        if (System.nanoTime() - oldestKeptUntil >= 0) {
            oldestKept = events.oldestKeptOffsets();
            oldestKeptUntil = System.nanoTime() + OLDEST_KEPT_FOR.toNanos();
        }
        return oldestKept;
    }

    private GroupProgress at(NewestEvent event, NewestEvent.Place place, GroupView group, KafkaView kafka) {
        if (group.missed(place.partition(), place.offset(), place.at(), kafka)) {
            return missed(group, event.committedAt(), MISSED);
        }
        long next = group.next(place.partition(), kafka);
        Optional<String> refused = deadLetters.reason(group.name(), place.partition(), place.offset());
        if (next > place.offset() && refused.isEmpty() && group.deadLetters() == DeadLetterKnowledge.DENIED) {
            return unknown(group);
        }
        if (next > place.offset() && (refused.isPresent() || group.deadLetters() == DeadLetterKnowledge.ALL)) {
            return new GroupProgress(
                    group.name(),
                    refused.isPresent() ? State.DEAD_LETTERED : State.DONE,
                    0,
                    group.members(),
                    null,
                    passed.passed(group.name(), place.partition(), place.offset()),
                    refused.orElse(null));
        }
        // Passed, but not yet known whether it lies among the dead letters: that is known in a moment.
        long before = Math.max(0, place.offset() - next);
        return new GroupProgress(group.name(), State.WAITING, before, group.members(), place.at(), null, null);
    }

    private GroupProgress unknown(GroupView group) {
        String reason = "blog-service may not read %s, so that it cannot tell whether the group refused this event"
                .formatted(deadLetters.topicOf(group.name()));
        return new GroupProgress(group.name(), State.UNKNOWN, 0, group.members(), null, null, reason);
    }

    private static GroupProgress waiting(GroupView group, long before, NewestEvent event) {
        return new GroupProgress(group.name(), State.WAITING, before, group.members(), event.committedAt(), null, null);
    }

    private static GroupProgress missed(GroupView group, Instant since, String reason) {
        return new GroupProgress(group.name(), State.IN_GAP, 0, group.members(), since, null, reason);
    }

    /** The event's own place is forgotten: a group is surely behind it when it is behind all that is forgotten. */
    private GroupProgress longAgo(GroupView group, Map<Integer, Long> oldest, NewestEvent event, KafkaView kafka) {
        long before = kafka.ends().entrySet().stream()
                .mapToLong(end -> oldest.getOrDefault(end.getKey(), end.getValue()) - group.next(end.getKey(), kafka))
                .filter(records -> records > 0)
                .sum();
        boolean isMissed = kafka.ends().entrySet().stream()
                .anyMatch(end ->
                        group.missedAnyBefore(end.getKey(), oldest.getOrDefault(end.getKey(), end.getValue()), kafka));
        if (isMissed) {
            return missed(group, event.committedAt(), MAYBE_MISSED);
        }
        if (before > 0) {
            return waiting(group, before, event);
        }
        return group.deadLetters() == DeadLetterKnowledge.DENIED
                ? unknown(group)
                : new GroupProgress(group.name(), State.DONE, 0, group.members(), null, null, null);
    }
}
