package pressroom.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The authors that were ever counted. */
@Repository
class Users {

    private static final int MAX_ID_BYTES = 255;
    private static final int TIMEOUT_SECONDS = 2;

    private final JdbcClient jdbc;

    Users(DataSource dataSource) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(TIMEOUT_SECONDS);
        this.jdbc = JdbcClient.create(template);
    }

    /** The author with this id, in whichever Unicode form it is spelt. */
    Optional<User> find(String id) {
        String normal = Normalizer.normalize(id, Normalizer.Form.NFC);
        if (!canBeAnId(normal)) {
            return Optional.empty();
        }
        return jdbc.sql("select id, total_blogs from users where id = :id")
                .param("id", normal)
                .query(User.class)
                .optional();
    }

    /** The {@code limit} authors with the most blogs, most first; authors with as many in the order of their ids. */
    List<User> top(int limit) {
        return jdbc.sql("select id, total_blogs from users order by total_blogs desc, id limit :limit")
                .param("limit", limit)
                .query(User.class)
                .list();
    }

    private static boolean canBeAnId(String id) {
        return id.indexOf('\0') < 0
                && id.length() <= MAX_ID_BYTES
                && id.getBytes(UTF_8).length <= MAX_ID_BYTES
                && UTF_8.newEncoder().canEncode(id);
    }
}
