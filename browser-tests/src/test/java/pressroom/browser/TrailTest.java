package pressroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of a post when a group is new, sets the post aside, or is down. */
class TrailTest extends BrowserTest {

    private static final String THIRD = "notify-followers";
    private static final Pattern PLACE = Pattern.compile("partition (\\d+), offset (\\d+)");

    @Test
    void aGroupOfTomorrowIsFollowedAndWhatItSetsAsideIsToldApart() throws Exception {
        try (Person author = signedIn();
                Admin kafka = Admin.create(pressroom().kafka())) {
            Page page = author.page;
            author.write("For followers", "", "x");
            author.publish();
            assertThat(page.locator("#way-summary")).containsText("arrived everywhere", LONG);
            stand(kafka, place(page), 0);

            author.go("/write");
            author.write("For followers, again", "", "x");
            author.publish();
            assertThat(page.locator(".steps")).containsText("Read by notify-followers: not yet", LONG);
            assertThat(page.locator("#way-summary")).containsText("Late, your post is safe", LONG);
            TopicPartition partition = place(page);
            long offset = offset(page);
            setAside(kafka, partition, offset);
            stand(kafka, partition, offset + 1);

            assertThat(page.locator("#way-summary")).containsText("not every group could take it", LONG);
            assertThat(page.locator(".steps")).containsText("Read by notify-followers: set aside");
            assertThat(page.locator(".steps")).containsText("its followers are on holiday");
            author.picture("set-aside");
            assertThat(author.complaints).isEmpty();
        }
    }

    /** Others' trails must not wait for it. */
    @AfterEach
    void theThirdTeamGoesHome() throws Exception {
        try (Admin kafka = Admin.create(pressroom().kafka())) {
            kafka.deleteConsumerGroups(List.of(THIRD)).all().get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
        }
    }

    @Test
    void whileSearchIsDownPostsAreReadPublishedAndCountedAndSearchSaysSo() {
        try (Person author = signedIn()) {
            Page page = author.page;
            author.write("Found while search is up", "", "x");
            author.publish();
            // Only a group that has committed an offset is known while it is away.
            assertThat(page.locator(".steps")).containsText("Searchable search-indexer", LONG);
            assertThat(page.locator("#way-summary")).containsText("arrived everywhere", LONG);
            pressroom().searchIndexer.kill();

            author.go("/write");
            author.write("Not to be found yet", "", "x");
            String post = author.publish();
            assertThat(page.locator("#way-summary")).containsText("Late, your post is safe", LONG);
            assertThat(page.locator(".steps")).containsText("Searchable: not yet");
            assertThat(page.locator(".steps")).containsText("Counted counter-consumer");
            author.go("/search?q=found");
            assertThat(page.locator("#results")).containsText("Search is down right now.");
            author.picture("search-down");
            Page searching = page.context().newPage();
            searching.navigate(page.url());
            assertThat(searching.locator("#results")).containsText("Search is down right now.");
            author.go("/");
            assertThat(page.locator(".posts")).containsText("Not to be found yet");
            author.go("/posts");
            assertThat(page.locator("#count")).hasText("2");

            pressroom().restart(pressroom().searchIndexer);
            author.go(post + "?way");
            assertThat(page.locator("#way-summary")).containsText("arrived everywhere", LONG);
            // It has asked again by itself.
            assertThat(searching.locator("#results")).not().containsText("Search is down", LONG);
            // What has arrived is found after Elasticsearch's next refresh; only a page that finds nothing asks again.
            await().pollInSameThread().atMost(Duration.ofMinutes(1)).until(() -> {
                author.go("/search?q=found");
                return page.locator("#results").textContent().contains("Not to be found yet");
            });
            author.go("/search");
            page.locator("#q").fill("found");
            assertThat(page.locator("#results")).containsText("Not to be found yet", LONG);
            assertThat(author.complaints).isEmpty();
        }
    }

    private static TopicPartition place(Page page) {
        return new TopicPartition("blog-events", Integer.parseInt(onTopic(page).group(1)));
    }

    private static long offset(Page page) {
        return Long.parseLong(onTopic(page).group(2));
    }

    private static Matcher onTopic(Page page) {
        Matcher place = PLACE.matcher(page.locator(".steps .group").first().textContent());
        assertThat(place.find()).isTrue();
        return place;
    }

    /** The third team's group has come this far, and none of its members runs. */
    private static void stand(Admin kafka, TopicPartition partition, long offset) throws Exception {
        kafka.alterConsumerGroupOffsets(THIRD, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static void setAside(Admin kafka, TopicPartition partition, long offset) throws Exception {
        String topic = "blog-events." + THIRD + ".dlt";
        kafka.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, new byte[0], new byte[0]);
        letter.headers().add("dlt_reason", "its followers are on holiday".getBytes(UTF_8));
        letter.headers().add("dlt_topic", partition.topic().getBytes(UTF_8));
        letter.headers()
                .add("dlt_partition", Integer.toString(partition.partition()).getBytes(UTF_8));
        letter.headers().add("dlt_offset", Long.toString(offset).getBytes(UTF_8));
        letter.headers().add("dlt_time", "2026-01-01T00:00:00Z".getBytes(UTF_8));
        try (var producer = new KafkaProducer<>(
                new HashMap<>(pressroom().kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        }
    }
}
