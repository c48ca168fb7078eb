package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job, told in order: a post is committed, counted and found, and goes on to be so whatever stops. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OnePlatform.class)
class APostTravelsTest {

    private static Platform platform;
    private static String first;

    @BeforeAll
    static void start(Platform shared) {
        platform = shared;
    }

    @Test
    @Order(1)
    void aPublishedPostIsCountedAndFound() {
        first = platform.publish(
                "ada", "On analytical engines", "The engine weaves **algebraical patterns** <b>here</b>.");

        eventually().untilAsserted(() -> {
            assertThat(platform.count("ada")).isEqualTo(1);
            assertThat(platform.search("algebraical patterns")).containsExactly(first);
        });
        assertThat(platform.search("algebraicl")).as("with a typing error").containsExactly(first);
        assertThat(platform.snippet("patterns")).contains("<em>patterns</em>").doesNotContain("<b>");
    }

    @Test
    @Order(2)
    void anEditedPostIsFoundByItsNewTextOnlyAndCountedOnce() {
        platform.edit("ada", first, 1, "On looms", "The loom weaves marigolds and leaves.");

        eventually().untilAsserted(() -> {
            assertThat(platform.search("marigolds")).containsExactly(first);
            assertThat(platform.search("algebraical")).isEmpty();
        });
        assertThat(platform.count("ada")).isEqualTo(1);
    }

    @Test
    @Order(3)
    void anUnpublishedPostIsNeitherCountedNorFoundUntilItIsPublishedAgain() {
        platform.unpublish("ada", first);
        eventually().untilAsserted(() -> {
            assertThat(platform.count("ada")).isZero();
            assertThat(platform.search("marigolds")).isEmpty();
        });

        platform.edit("ada", first, 3, "On looms, again", "The loom weaves marigolds and leaves.");
        eventually().untilAsserted(() -> {
            assertThat(platform.count("ada")).isEqualTo(1);
            assertThat(platform.search("marigolds")).containsExactly(first);
        });
    }

    @Test
    @Order(4)
    void whileTheCounterIsDownPostsAreFoundAndItCatchesUpByItself() {
        platform.kill("counter-consumer");
        String post = platform.publish("bob", "Counted later", "Nobody counts porcupines now.");
        eventually()
                .untilAsserted(() -> assertThat(platform.search("porcupines")).containsExactly(post));

        platform.restart("counter-consumer");
        eventually().untilAsserted(() -> assertThat(platform.count("bob")).isEqualTo(1));
    }

    @Test
    @Order(5)
    void whileTheIndexerIsDownPostsAreCountedAndItCatchesUpByItself() {
        platform.kill("search-indexer");
        String post = platform.publish("bob", "Found later", "Nobody finds armadillos now.");
        eventually().untilAsserted(() -> assertThat(platform.count("bob")).isEqualTo(2));

        platform.restart("search-indexer");
        eventually()
                .untilAsserted(() -> assertThat(platform.search("armadillos")).containsExactly(post));
    }

    @Test
    @Order(6)
    void whileKafkaAndElasticsearchAreDownPostsAreTakenAndNothingIsLost() {
        platform.kill("kafka", "elasticsearch");
        List<String> posts = List.of(
                platform.publish("eve", "In the dark, one", "Lantern lantern."),
                platform.publish("eve", "In the dark, two", "Lantern candle."));

        platform.restart("kafka", "elasticsearch");
        eventually().untilAsserted(() -> {
            assertThat(platform.count("eve")).isEqualTo(2);
            assertThat(platform.search("lantern")).containsAll(posts);
        });
    }

    @Test
    @Order(7)
    void whilePostgresIsDownAuthorsAreToldToTryAgainAndThenNothingIsMissing() {
        platform.kill("postgres");
        HttpResponse<String> refused = platform.tryToPublish("kim", "Too early", "Nobody can keep this mongoose.");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        platform.restart("postgres");
        eventually().untilAsserted(() -> assertThat(platform.tryToPublish("kim", "In time", "A mongoose is kept.")
                        .statusCode())
                .isEqualTo(201));
        eventually().untilAsserted(() -> {
            assertThat(platform.count("kim")).isEqualTo(1);
            assertThat(platform.search("mongoose")).hasSize(1);
        });
    }

    @Test
    @Order(8)
    void afterAllServicesAreKilledAtOnceEverythingIsStillThereAndGoesOn() {
        String post = platform.publish("eve", "The last one", "Written just before the lights went out.");
        platform.kill("blog-service", "counter-consumer", "search-indexer");

        platform.restart("search-indexer", "counter-consumer", "blog-service");

        eventually().untilAsserted(() -> {
            assertThat(platform.count("eve")).isEqualTo(3);
            assertThat(platform.search("lights went out")).contains(post);
        });
        assertThat(platform.count("ada")).isEqualTo(1);
        assertThat(platform.count("bob")).isEqualTo(2);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
