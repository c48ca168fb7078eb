package pressroom.blog.outbox;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator may ask of the outbox. */
@RestController
class OutboxOps {

    private final OutboxStatuses statuses;

    OutboxOps(OutboxStatuses statuses) {
        this.statuses = statuses;
    }

    @GetMapping("/ops/outbox")
    OutboxStatus outbox() {
        return statuses.now();
    }
}
