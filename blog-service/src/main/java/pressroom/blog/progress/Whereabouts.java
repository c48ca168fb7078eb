package pressroom.blog.progress;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where a post stands at one moment, for a page that does not follow it. */
@Component
public class Whereabouts {

    private final NewestEvents events;
    private final Poller poller;
    private final Trails trails;

    Whereabouts(NewestEvents events, Poller poller, Trails trails) {
        this.events = events;
        this.poller = poller;
        this.trails = trails;
    }

    /**
     * Asks the database and, for a moment at most, Kafka.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when there is no such blog
     */
    public BlogProgress of(UUID blog) {
        return trails.of(events.of(blog), poller.fresh().join());
    }
}
