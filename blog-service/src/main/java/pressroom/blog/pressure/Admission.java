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
import pressroom.blog.web.Problem;

/** Lets a change in, or says when to come back; reading is always let in. Asked before the request's body is read. */
@Component
public class Admission implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final BacklogWatch backlog;
    private final AuthorRates rates;
    private final PressureSettings settings;

    Admission(BacklogWatch backlog, AuthorRates rates, PressureSettings settings) {
        this.backlog = backlog;
        this.rates = rates;
        this.settings = settings;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/api/blogs", "/api/blogs/*", "/write", "/posts/*/edit", "/posts/*/unpublish");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (READING.contains(request.getMethod())) {
            return true;
        }
        requireRoom();
        Principal author = request.getUserPrincipal();
        Duration wait = author == null ? Duration.ZERO : rates.take(author.getName());
        if (!wait.isZero()) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "You are publishing faster than %s posts a second. Send the request again a little later."
                            .formatted(settings.authorRate()),
                    roundedUp(wait));
        }
        return true;
    }

    /** Whether more events can be taken: not while too much waits for the topic. */
    public boolean hasRoom() {
        return hasRoom(backlog.now());
    }

    private boolean hasRoom(Backlog now) {
        return !now.isTooMany(settings) && !now.isTooOld(settings) && !now.fillsItsDisk(settings);
    }

    private void requireRoom() {
        Backlog now = backlog.now();
        if (!hasRoom(now)) {
            // Not all at the same moment.
            double spread = 1 + ThreadLocalRandom.current().nextDouble() / 4;
            Duration wait = Duration.ofMillis((long) (now.untilRoom(settings).toMillis() * spread));
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "%s Nothing that was answered with 201 is lost. Send this request again later, with the same Idempotency-Key."
                            .formatted(reason(now)),
                    roundedUp(wait));
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
