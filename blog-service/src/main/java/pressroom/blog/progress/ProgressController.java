package pressroom.blog.progress;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.EventStreams;
import pressroom.blog.web.Problem;

/** Where a post stands on its way to the consumer groups. */
@RestController
@RequestMapping("/api/blogs/{id}/progress")
class ProgressController {

    private final NewestEvents events;
    private final Poller poller;
    private final Trails trails;
    private final ProgressWatchers watchers;
    private final EventStreams streams;

    ProgressController(
            NewestEvents events, Poller poller, Trails trails, ProgressWatchers watchers, EventStreams streams) {
        this.events = events;
        this.poller = poller;
        this.trails = trails;
        this.watchers = watchers;
        this.streams = streams;
    }

    @GetMapping
    CompletableFuture<BlogProgress> now(@PathVariable UUID id) {
        NewestEvent event = existing(id);
        return poller.fresh().thenApply(kafka -> trails.of(event, kafka));
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        NewestEvent event = existing(id);
        watchers.watch(event, streams.open(request, response));
    }

    private NewestEvent existing(UUID id) {
        return events.of(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "There is no blog with this id."));
    }
}
