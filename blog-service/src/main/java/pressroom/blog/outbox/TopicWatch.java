package pressroom.blog.outbox;

import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds whether the topic is the one that it was. A missing one is made again, another one is
 * noted, and a cleanup policy under which Kafka deletes events is told in readiness.
 */
@Component
class TopicWatch {

    private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

    private final TopicView view;
    private final BlogEventsTopic topic;
    private final SeenTopics seen;
    private final RelayMemory memory;
    private final RelaySettings settings;
    private @Nullable TopicIdentity last;
    private volatile @Nullable String problem;
    private volatile @Nullable String denial;

    TopicWatch(TopicView view, BlogEventsTopic topic, SeenTopics seen, RelayMemory memory, RelaySettings settings) {
        this.view = view;
        this.topic = topic;
        this.seen = seen;
        this.memory = memory;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${pressroom.relay.topic-check:3s}")
    void look() {
        try {
            Optional<TopicIdentity> found = view.identity();
            if (found.isEmpty() && settings.enabled()) {
                topic.forget();
                topic.ensureExists();
                found = view.identity();
            }
            found.ifPresent(this::note);
            if (found.isPresent()) {
                problem = problemOf(view.cleanupPolicy());
            }
            denial = null;
        } catch (RuntimeException e) {
            denial = isDenied(e) ? deniedLook() : denial;
            // Kafka or PostgreSQL is away. What was seen last stays.
            log.debug("The topic cannot be looked at: {}", e.toString());
        }
    }

    private static boolean isDenied(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException) {
                return true;
            }
        }
        return false;
    }

    private String deniedLook() {
        return ("Kafka denies the look at the topic %s: its principal needs Describe and DescribeConfigs. Whether Kafka"
                        + " deletes events is not known meanwhile")
                .formatted(settings.topic());
    }

    private @Nullable String problemOf(String policy) {
        return policy.equals(TopicConfig.CLEANUP_POLICY_DELETE) ? null : wrongPolicy(policy);
    }

    private synchronized void note(TopicIdentity found) {
        if (found.equals(last)) {
            return;
        }
        boolean isAnother = seen.add(found) && seen.newest().stream().anyMatch(newest -> newest.earlier() > 0);
        if (isAnother) {
            log.error(
                    "The topic {} is another one: cluster {}, topic id {}. What was sent before is not on it",
                    settings.topic(),
                    found.clusterId(),
                    found.topicId());
        }
        last = found;
        memory.doubt();
    }

    private String wrongPolicy(String policy) {
        return ("cleanup.policy of the topic %1$s is %2$s: Kafka keeps only the newest event of each author."
                        + " Set it back: kafka-configs --alter --topic %1$s --add-config cleanup.policy=delete")
                .formatted(settings.topic(), policy);
    }

    /** Why it is not known whether the topic may be used as it is; null if it is known. */
    @Nullable
    String denial() {
        return denial;
    }

    /** Why the topic must not be used as it is; null if it may. */
    @Nullable
    String problem() {
        return problem;
    }
}
