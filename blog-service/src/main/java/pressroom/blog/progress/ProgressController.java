package pressroom.blog.progress;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.EventStreams;
import pressroom.docs.Fails;

/** Where a post stands on its way to the consumer groups. */
@RestController
@Tag(name = "progress")
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

    /**
     * Tells where a blog's newest event stands: committed, on the topic, and what each consumer group made of it.
     *
     * <p>With {@code Accept: text/event-stream} the same JSON comes with each change, as the event {@code progress}, and at the
     * end once as {@code done}.
     */
    @GetMapping
    @Operation(operationId = "followBlog")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = BlogProgress.class)),
                @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
            })
    @Fails({400, 404, 503})
    CompletableFuture<BlogProgress> now(@PathVariable UUID id) {
        NewestEvent event = events.of(id);
        return poller.fresh().thenApply(kafka -> trails.of(event, kafka));
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Hidden
    void watch(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        NewestEvent event = events.of(id);
        watchers.watch(event, streams.open(request, response));
    }
}
