package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pressroom.consumer.Refusal;
import pressroom.events.CloudEvent;
import pressroom.servers.RealServers;
import pressroom.stack.Server;

/** The service, running against a real Kafka broker and a real Elasticsearch node; one for all test classes. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class OnRealServers {

    static final RealServers STACK = RealServers.with(Server.KAFKA, Server.ELASTICSEARCH);
    static final String TOPIC = "blog-events";
    private static final int PARTITIONS = 3;

    @Autowired
    IndexBlogs handler;

    @Autowired
    ElasticsearchClient elasticsearch;

    @Autowired
    StartWhenIndexIsReady start;

    @Autowired
    GroupOffsets offsets;

    @Autowired
    BulkSettings bulkSettings;

    @Autowired
    ElasticsearchSettings elasticsearchSettings;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws Exception {
        createTopic();
        registry.add("pressroom.index.check-every", () -> "300ms");
        STACK.propertiesFor("search-indexer").forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void indexIsReady() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(start.problem()).isNull());
    }

    private static void createTopic() throws Exception {
        Map<String, Object> properties = STACK.kafkaAdminProperties();
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    SearchApi api() {
        return new SearchApi(port);
    }

    /** Hands the events to the handler as one batch and makes what it did visible at once. */
    List<Refusal> index(CloudEvent... events) throws Exception {
        return index(List.of(events));
    }

    List<Refusal> index(List<CloudEvent> events) throws Exception {
        List<Refusal> refusals = handler.handle(events);
        elasticsearch.indices().refresh(refresh -> refresh.index("blogs"));
        return refusals;
    }

    /** Its index has been looked at once, and is not again. */
    IndexBlogs handler(String alias, RestClient client, BulkSettings settings) throws IOException {
        IndexSettings other =
                new IndexSettings(alias, alias + "-v1", 1, 0, Duration.ofSeconds(1), "standard", Duration.ofSeconds(5));
        BlogsIndex checked = new BlogsIndex(elasticsearch, other, offsets);
        checked.requireIntact();
        return handler(checked, other, client, settings);
    }

    IndexBlogs handler(BlogsIndex checked, IndexSettings index, RestClient client, BulkSettings settings) {
        return new IndexBlogs(new Bulks(client, settings, elasticsearchSettings, index), checked, settings);
    }
}
