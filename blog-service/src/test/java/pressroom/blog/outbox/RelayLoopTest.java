package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.BlogServiceTest;

/** The relay as it runs by itself, with rounds that are longer than any pause between two requests of a test. */
@TestPropertySource(
        properties = {
            "test.database=" + RelayLoopTest.DATABASE,
            "test.topic=blog-events." + RelayLoopTest.DATABASE,
            "pressroom.relay.shortest-round=3s"
        })
class RelayLoopTest extends BlogServiceTest {

    static final String DATABASE = "relay_loop_test";

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @Test
    void postsThatComeCloseTogetherShareARound() {
        String author = newAuthor();
        String first = as(author).post("First", "text").id();
        await().until(() -> roundsOf(first).size() == 1);

        String second = as(author).post("Second", "text").id();
        String third = as(author).post("Third", "text").id();

        await().until(() -> roundsOf(second).size() == 1 && roundsOf(third).size() == 1);
        assertThat(roundsOf(second)).isEqualTo(roundsOf(third)).isNotEqualTo(roundsOf(first));
    }

    /** The transactions in which a blog's events were noted as sent. */
    private List<String> roundsOf(String blogId) {
        return db.sql(
                        "select last_xid::text from relay_rounds join outbox on outbox.id = any (outbox_ids) where blog_id = :id")
                .param("id", UUID.fromString(blogId))
                .query(String.class)
                .list();
    }
}
