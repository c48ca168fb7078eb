package pressroom.blog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.jwt.Jwt;
import pressroom.blog.BlogServiceTest;

/** What one instance has ended, all others know a second later; while nobody can ask, nobody is thrown out. */
class EndedSessionsTest extends BlogServiceTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    private JdbcClient db;

    private final String jti = UUID.randomUUID().toString();

    @Test
    void anotherInstanceKnowsWithinASecondOrSo() {
        EndedSessions here = new EndedSessions(db);
        EndedSessions there = new EndedSessions(db);
        assertThat(there.has(session(jti))).isFalse();

        here.end(jti, Instant.now().plus(HOUR));

        assertThat(here.has(session(jti))).as("at once where it was ended").isTrue();
        await().atMost(EndedSessions.MEMORY.multipliedBy(3)).until(() -> there.has(session(jti)));
        here.end(jti, Instant.now().plus(HOUR));
        assertThat(rows(jti)).as("once, however often").isEqualTo(1);
    }

    @Test
    void rowsOfSessionsThatHaveEndedByThemselvesAreRemoved() {
        String past = UUID.randomUUID().toString();
        db.sql("insert into ended_sessions (jti, expires_at) values (:jti, :end)")
                .param("jti", past)
                .param("end", Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .update();

        new EndedSessions(db).end(jti, Instant.now().plus(HOUR));

        assertThat(rows(past)).isZero();
        assertThat(rows(jti)).isEqualTo(1);
    }

    @Test
    void aTokenWithoutAnIdCostsNoStatement() {
        EndedSessions away = new EndedSessions(nowhere());

        assertThat(away.has(Jwt.withTokenValue("x")
                        .header("alg", "RS256")
                        .subject("x")
                        .build()))
                .isFalse();
    }

    @Test
    void withoutTheDatabaseSessionsGoOnAndNoneIsReportedAsEnded() {
        EndedSessions away = new EndedSessions(nowhere());

        assertThat(away.has(session(jti))).isFalse();
        assertThatThrownBy(() -> away.end(jti, Instant.now().plus(HOUR))).isInstanceOf(DataAccessException.class);
        assertThat(away.has(session(jti))).isFalse();
    }

    private int rows(String id) {
        return db.sql("select count(*) from ended_sessions where jti = :jti")
                .param("jti", id)
                .query(Integer.class)
                .single();
    }

    private static Jwt session(String id) {
        return Jwt.withTokenValue("x").header("alg", "RS256").jti(id).build();
    }

    private static JdbcClient nowhere() {
        return JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1"));
    }
}
