package pressroom.stack;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what at Kafka: each service exactly what its work needs, by literal names. */
final class KafkaAccess {
    static final String ADMIN = "admin";
    private static final String TOPIC = "blog-events";
    private static final String PUBLISHER = "blog-service";
    private static final List<String> CONSUMERS = List.of("counter-consumer", "search-indexer");
    /** Everybody who has a password at Kafka. */
    static final List<String> USERS = List.of(PUBLISHER, CONSUMERS.get(0), CONSUMERS.get(1), ADMIN);

    private static final ScramCredentialInfo HASHING = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String broker;
    private final Secrets secrets;

    /** @param broker a host and a port */
    KafkaAccess(String broker, Secrets secrets) {
        this.broker = broker;
        this.secrets = secrets;
    }

    /** The administrator's way in, which is there before the broker knows any user. */
    Map<String, Object> firstLogin(int timeoutMillis) {
        return Map.of(
                "bootstrap.servers",
                broker,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                KafkaSettings.plainLogin(ADMIN, secrets.password(Server.KAFKA, ADMIN), ""),
                "request.timeout.ms",
                timeoutMillis / 2,
                "default.api.timeout.ms",
                timeoutMillis);
    }

    /** What a client needs to be the given user. */
    Map<String, Object> clientProperties(String user) {
        return Map.of(
                "bootstrap.servers",
                broker,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-256",
                "sasl.jaas.config",
                KafkaSettings.scramLogin(user, secrets.password(Server.KAFKA, user)));
    }

    /** Makes users and rights as they should be, and returns when the broker acts by them. */
    void grant() throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin broker = Admin.create(firstLogin(TIMEOUT_MILLIS))) {
            get(broker.alterUserScramCredentials(users()).all());
            Set<AclBinding> present =
                    new HashSet<>(get(broker.describeAcls(AclBindingFilter.ANY).values()));
            Set<AclBinding> wanted = rights();
            get(broker.createAcls(wanted.stream()
                            .filter(right -> !present.contains(right))
                            .toList())
                    .all());
            get(broker.deleteAcls(present.stream()
                            .filter(right -> isOurs(right) && !wanted.contains(right))
                            .map(AclBinding::toFilter)
                            .toList())
                    .all());
        }
        awaitEffect();
    }

    /** Users and rights reach the broker as one log, in order: when the last user made can log in, all of it is there. */
    private void awaitEffect() throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin broker = Admin.create(clientProperties(ADMIN))) {
            get(broker.describeCluster().nodes());
        }
    }

    static Set<AclBinding> rights() {
        Set<AclBinding> rights = new HashSet<>();
        allow(rights, PUBLISHER, ResourceType.TOPIC, TOPIC, CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER, WRITE, READ);
        allow(rights, PUBLISHER, ResourceType.CLUSTER, "kafka-cluster", IDEMPOTENT_WRITE);
        allow(rights, PUBLISHER, ResourceType.GROUP, "*", DESCRIBE);
        for (String consumer : CONSUMERS) {
            String deadLetters = TOPIC + "." + consumer + ".dlt";
            allow(rights, consumer, ResourceType.TOPIC, TOPIC, DESCRIBE, READ);
            allow(rights, consumer, ResourceType.GROUP, consumer, READ, DESCRIBE, DELETE);
            allow(rights, consumer, ResourceType.TOPIC, deadLetters, CREATE, DESCRIBE, DESCRIBE_CONFIGS, WRITE, READ);
        }
        return rights;
    }

    private static void allow(
            Set<AclBinding> rights, String user, ResourceType type, String name, AclOperation... operations) {
        for (AclOperation operation : operations) {
            rights.add(new AclBinding(
                    new ResourcePattern(type, name, PatternType.LITERAL),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        }
    }

    /** Rights of other users are somebody else's business: a third team's consumer, say. */
    private static boolean isOurs(AclBinding right) {
        String user = right.entry().principal().replaceFirst("^User:", "");
        return user.equals(PUBLISHER) || CONSUMERS.contains(user);
    }

    private List<UserScramCredentialAlteration> users() {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        for (String user : USERS) {
            users.add(new UserScramCredentialUpsertion(user, HASHING, secrets.password(Server.KAFKA, user)));
        }
        return users;
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
