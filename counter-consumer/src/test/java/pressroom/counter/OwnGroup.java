package pressroom.counter;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A group with a topic of one partition and a database of its own, so that no other test's posts are in them. */
record OwnGroup(String name) {

    /** Creates topic and database. */
    static OwnGroup create(String name) throws Exception {
        Map<String, String> server = Topic.STACK.adminProperties();
        try (Connection postgres = DriverManager.getConnection(
                        server.get("postgres.url"), server.get("postgres.username"), server.get("postgres.password"));
                Statement statement = postgres.createStatement()) {
            statement.execute("create database " + name + " owner counter_consumer");
        }
        OwnGroup group = new OwnGroup(name);
        try (Admin kafka = Admin.create(Topic.STACK.kafkaAdminProperties())) {
            group.grant(kafka);
            kafka.createTopics(List.of(new NewTopic(group.topic(), 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        return group;
    }

    private void grant(Admin kafka) throws Exception {
        AccessControlEntry all =
                new AccessControlEntry("User:counter-consumer", "*", AclOperation.ALL, AclPermissionType.ALLOW);
        try {
            kafka.createAcls(List.of(
                            new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic(), PatternType.PREFIXED), all),
                            new AclBinding(new ResourcePattern(ResourceType.GROUP, name, PatternType.LITERAL), all)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SecurityDisabledException)) {
                throw e;
            }
        }
    }

    String topic() {
        return "blog-events." + name;
    }

    /** Starts it, with further settings. */
    RunningCounter start(String... settings) {
        String url = Topic.STACK.propertiesFor("counter-consumer").get("spring.datasource.url");
        List<String> all = new ArrayList<>(List.of(
                "spring.datasource.url=" + url.replaceFirst("/counter", "/" + name),
                "pressroom.consumer.topic=" + topic(),
                "pressroom.consumer.group=" + name));
        Stream.of(settings).forEach(all::add);
        return RunningCounter.start(all.toArray(String[]::new));
    }
}
