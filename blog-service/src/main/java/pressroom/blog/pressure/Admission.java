package pressroom.blog.pressure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import pressroom.blog.security.Author;
import pressroom.blog.web.Problem;

/** Lets a change in, or says when to come back; reading is always let in. The API is asked before a request's body is read. */
@Component
public class Admission implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final BacklogWatch backlog;
    private final AuthorRates rates;
    private final FairShares shares;
    private final PressureSettings settings;

    Admission(BacklogWatch backlog, AuthorRates rates, FairShares shares, PressureSettings settings) {
        this.backlog = backlog;
        this.rates = rates;
        this.shares = shares;
        this.settings = settings;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/blogs", "/api/blogs/*");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Principal author = request.getUserPrincipal();
        // Who has not signed in is told so by others.
        if (author != null && !READING.contains(request.getMethod())) {
            letIn(author.getName());
        }
        return true;
    }

    /**
     * Lets a change of an author's in, for callers that have read the request.
     *
     * @throws org.springframework.web.ErrorResponseException 503 or 429, with a time to come again
     */
    public void letIn(Author author) {
        letIn(author.id());
    }

    private void letIn(String author) {
        Backlog now = backlog.now();
        if (hasRoom(now)) {
            requirePace(author);
        } else {
            requireShare(author, now);
        }
    }

    private void requirePace(String author) {
        Duration wait = rates.take(author);
        if (!wait.isZero()) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "You are publishing faster than %s posts a second. Send the request again a little later."
                            .formatted(settings.authorRate()),
                    roundedUp(wait));
        }
    }

    /** Whether more events can be taken from everybody: not while too much waits for the topic. */
    public boolean hasRoom() {
        return hasRoom(backlog.now());
    }

    private boolean hasRoom(Backlog now) {
        return !now.isTooMany(settings) && !now.isTooOld(settings) && !now.fillsItsDisk(settings);
    }

    private void requireShare(String author, Backlog now) {
        Duration untilRoom = now.untilRoom(settings);
        Duration untilShare = now.hasRoomSoon(settings) ? shares.take(author, now) : untilRoom;
        if (!untilShare.isZero()) {
            Duration wait = untilShare.compareTo(untilRoom) < 0 ? untilShare : untilRoom;
            // Not all at the same moment.
            double spread = 1 + ThreadLocalRandom.current().nextDouble() / 4;
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "%s Nothing that was answered with 201 is lost. Send this request again later, with the same Idempotency-Key."
                            .formatted(reason(now)),
                    roundedUp(Duration.ofMillis((long) (wait.toMillis() * spread))));
        }
    }

    private String reason(Backlog now) {
        if (now.fillsItsDisk(settings)) {
            return "There is no room on the disk for more posts.";
        }
        return "%,d posts wait to be sent on, the oldest for %d s."
                .formatted(now.unsent(), now.oldest().toSeconds());
    }

    private static Duration roundedUp(Duration wait) {
        return Duration.ofSeconds((wait.toMillis() + 999) / 1000);
    }
}
