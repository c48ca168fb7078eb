package pressroom.blog.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** All streams of this process: bounded in number and time, kept alive, and ended before the service stops. */
@Component
public class EventStreams implements SmartLifecycle {

    static final Duration RETRY = Duration.ofSeconds(10);
    private static final String STOPPING = "This instance is stopping. Come again.";

    private final StreamSettings settings;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final StreamPlaces places;
    private volatile @Nullable ScheduledExecutorService clock;

    EventStreams(StreamSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.places = new StreamPlaces(settings.all(), settings.ofOneAddress());
        Gauge.builder("pressroom.streams.open", places, StreamPlaces::taken)
                .description("Readers of server-sent events")
                .register(meters);
    }

    /**
     * Answers the request with a stream.
     *
     * @throws RuntimeException an answer of 429 when the address has too many, of 503 when all have, or the service is stopping
     */
    public EventStream open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isRunning()) {
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, STOPPING, RETRY);
        }
        places.take(request.getRemoteAddr());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that would collect the events before they pass them on.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext async = request.startAsync();
        // The heartbeat ends it in good order before that.
        async.setTimeout(
                settings.longest().plus(settings.heartbeat().multipliedBy(2)).toMillis());
        return listening(async, response, request.getRemoteAddr());
    }

    private EventStream listening(AsyncContext async, HttpServletResponse response, String address) throws IOException {
        EventStream[] opened = new EventStream[1];
        EventStream stream = new EventStream(async, response.getOutputStream(), () -> {
            open.remove(opened[0]);
            places.giveBack(address);
        });
        opened[0] = stream;
        open.add(stream);
        async.addListener(stream);
        stream.signOfLife();
        response.getOutputStream().setWriteListener(stream);
        // stop() has either found it among the open ones, or is seen here.
        if (!isRunning()) {
            stream.close();
        }
        return stream;
    }

    private void beat() {
        for (EventStream stream : open) {
            if (stream.ageNanos() > settings.longest().toNanos()) {
                stream.end();
            } else {
                stream.signOfLife();
            }
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        long pause = settings.heartbeat().toMillis();
        beats.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
        clock = beats;
    }

    /** Before the web server, which would wait for the streams to end; those who still reach it get none. */
    @Override
    public void stop() {
        ScheduledExecutorService beats = clock;
        clock = null;
        if (beats != null) {
            beats.shutdownNow();
        }
        open.forEach(EventStream::close);
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
