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
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.EventStreams;
import pressroom.docs.Fails;

/** How the topic flows: rates, lags, and what waits in the outbox. */
@RestController
@Tag(name = "flow")
@RequestMapping("/api/flow")
class FlowController {

    private final Poller poller;
    private final Flows flows;
    private final FlowWatchers watchers;
    private final EventStreams streams;

    FlowController(Poller poller, Flows flows, FlowWatchers watchers, EventStreams streams) {
        this.poller = poller;
        this.flows = flows;
        this.watchers = watchers;
        this.streams = streams;
    }

    /**
     * Tells how the topic flows: what comes in, what waits in the outbox, and how far each consumer group is.
     *
     * <p>With {@code Accept: text/event-stream} the same JSON comes about once a second, as the event {@code flow}.
     */
    @GetMapping
    @Operation(operationId = "watchFlow")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Flow.class)),
                @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
            })
    @Fails(503)
    Flow now() {
        return flows.of(poller.fresh().join());
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Hidden
    void watch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        watchers.watch(streams.open(request, response));
    }
}
