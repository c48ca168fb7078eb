package pressroom.bench.lab;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;

/** The three servers, alone on the machine but for what is being measured, and ways to give each round a fresh start. */
public final class Lab implements AutoCloseable {
    /** The topic of all events. */
    public static final String TOPIC = "blog-events";

    private final LocalStack stack;
    private final List<Service> running = new CopyOnWriteArrayList<>();

    private Lab(LocalStack stack) {
        this.stack = stack;
    }

    /** Starts the servers with their state in a folder. */
    public static Lab open(Path state) {
        Lab lab = new Lab(LocalStack.at(state, Ports.free()));
        Runtime.getRuntime().addShutdownHook(new Thread(lab::killAll));
        CompletableFuture.allOf(List.of(Server.values()).stream()
                        .map(server -> CompletableFuture.runAsync(() -> lab.stack.start(server, words -> {})))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        return lab;
    }

    /** The servers. */
    public LocalStack stack() {
        return stack;
    }

    /** This service ends with the lab, however that ends. */
    void started(Service service) {
        running.add(service);
    }

    /** This service has been ended. */
    void ended(Service service) {
        running.remove(service);
    }

    /** The services that have been started and not ended, the oldest first. */
    List<Service> running() {
        return running;
    }

    /** The process of a server. */
    public long pid(Server server) {
        return stack.status(server).pid();
    }

    /** What a Kafka client needs to be the administrator. */
    public Map<String, Object> kafka() {
        return stack.kafkaAdminProperties();
    }

    /** The index of blogs. */
    public Index index() {
        return new Index(stack.adminProperties());
    }

    /** The administrator's connection to {@code blog} or {@code counter}; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        Map<String, String> admin = stack.adminProperties();
        String url = Objects.requireNonNull(admin.get("postgres.url")).replaceFirst("/postgres$", "/" + database);
        return DriverManager.getConnection(url, admin.get("postgres.username"), admin.get("postgres.password"));
    }

    /** Runs statements one after the other. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one number that a query gives. */
    public double number(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** Changes a setting for which PostgreSQL must start again; it stays changed for all who come after. */
    public void setPostgres(String setting, String value) throws SQLException {
        execute("postgres", "alter system set %s = '%s'".formatted(setting, value));
        stack.stop(Server.POSTGRES);
        stack.start(Server.POSTGRES, words -> {});
    }

    /** Where a service finds another database than its own, as a property. */
    public Map<String, String> on(String service, String database) {
        String property = "spring.datasource.url";
        String url = Objects.requireNonNull(stack.propertiesFor(service).get(property));
        return Map.of(property, url.substring(0, url.lastIndexOf('/') + 1) + database);
    }

    /** Elasticsearch with another service's rights, as properties. */
    public Map<String, String> elasticsearchAs(String service) {
        Map<String, String> properties = new HashMap<>();
        stack.propertiesFor(service).forEach((name, value) -> {
            if (name.startsWith("pressroom.elasticsearch.")) {
                properties.put(name, value);
            }
        });
        properties.put("pressroom.elasticsearch.username", service);
        properties.put("pressroom.elasticsearch.password", stack.secrets().password(Server.ELASTICSEARCH, service));
        return properties;
    }

    /** Makes a database as another one is, with what is in it. */
    public void copyDatabase(String from, String to, String role) throws SQLException {
        execute(
                "postgres",
                "drop database if exists " + to,
                "create database %s template %s owner %s".formatted(to, from, role));
    }

    /** Makes the topic of all events anew, empty. */
    public void freshTopic(int partitions) throws ExecutionException, InterruptedException {
        freshTopic(TOPIC, partitions);
    }

    /** Makes a topic anew, empty, and returns when it can be written to. */
    public void freshTopic(String name, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(kafka()))) {
            try {
                admin.deleteTopics(List.of(name)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
            NewTopic topic = new NewTopic(name, partitions, (short) 1);
            topic.configs(
                    Map.of("retention.ms", "-1", "max.message.bytes", "2200000", "compression.type", "uncompressed"));
            Uuid id = admin.createTopics(List.of(topic)).topicId(name).get();
            while (!isKnown(admin, name, id)) {
                Thread.sleep(50);
            }
        }
        // Only a partition whose log is there gives an offset. Before, a producer's first batch could be refused and
        // its second one be taken: the first would then be out of order until it expires.
        try (TopicEnds ends = new TopicEnds(kafka(), name, partitions)) {
            ends.done();
        }
    }

    /** Until then a client may be told of the topic of the same name that was there before. */
    private static boolean isKnown(Admin admin, String name, Uuid id) throws ExecutionException, InterruptedException {
        try {
            TopicDescription topic = Objects.requireNonNull(
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
            return topic.topicId().equals(id);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** Lets a group read from the beginning. */
    public void forget(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(kafka()))) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        for (Server server : Server.values()) {
            stack.stop(server);
        }
    }

    private void killAll() {
        running.forEach(Service::kill);
        for (Server server : Server.values()) {
            stack.kill(server);
        }
    }
}
