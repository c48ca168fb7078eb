package pressroom.blog.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sessions that were signed out before their end, in the database for all instances. Each instance looks a session up once a
 * second at most, so that a sign-out at one holds at all others a second later. A session that is known to have ended stays so
 * while the database is away; one that is not known to have ended goes on, since nothing can be read or written then anyway.
 */
@Component
class EndedSessions {

    static final Duration MEMORY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(EndedSessions.class);
    private static final OAuth2Error ENDED = new OAuth2Error("session_ended", "The session was signed out.", null);
    /** Some 200 bytes each. */
    private static final int MOST = 10_000;

    private final JdbcClient db;
    private final Cache<String, Boolean> lookedUp =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();
    private final Cache<String, Boolean> ended =
            Caffeine.newBuilder().maximumSize(MOST).build();

    EndedSessions(JdbcClient db) {
        this.db = db;
    }

    /**
     * Ends a session for all instances.
     *
     * @param jti its token's id
     * @param end when it would end by itself
     * @throws DataAccessException when that cannot be written; the session goes on then
     */
    void end(String jti, Instant end) {
        db.sql("""
                with past as (delete from ended_sessions where expires_at < now())
                insert into ended_sessions (jti, expires_at) values (:jti, :end) on conflict (jti) do nothing
                """).param("jti", jti).param("end", end.atOffset(ZoneOffset.UTC)).update();
        ended.put(jti, true);
    }

    /** Whether the session of this token was ended; a token without an id belongs to none. */
    boolean has(Jwt token) {
        String jti = token.getId();
        return jti != null && (ended.getIfPresent(jti) != null || Boolean.TRUE.equals(lookedUp.get(jti, this::lookUp)));
    }

    /** Refuses tokens of ended sessions. */
    OAuth2TokenValidator<Jwt> validator() {
        return token -> has(token) ? OAuth2TokenValidatorResult.failure(ENDED) : OAuth2TokenValidatorResult.success();
    }

    private boolean lookUp(String jti) {
        try {
            boolean found = db.sql("select exists (select from ended_sessions where jti = :jti)")
                    .param("jti", jti)
                    .query(Boolean.class)
                    .single();
            if (found) {
                ended.put(jti, true);
            }
            return found;
        } catch (DataAccessException | TransactionException e) {
            log.warn("Whether a session was signed out is not known; it goes on: {}", e.getMessage());
            return false;
        }
    }
}
