package pressroom.blog.progress;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.EventStreams;

/** How the topic flows: rates, lags, and what waits in the outbox. */
@RestController
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

    @GetMapping
    Flow now() {
        return flows.of(poller.fresh().join());
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        watchers.watch(streams.open(request, response));
    }
}
