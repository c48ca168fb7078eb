package pressroom.blog.outbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import pressroom.docs.Fails;

/** What an operator may ask of the outbox. */
@RestController
@Tag(name = "ops")
class OutboxOps {

    private final OutboxStatuses statuses;

    OutboxOps(OutboxStatuses statuses) {
        this.statuses = statuses;
    }

    /** Tells what is committed and not yet on the topic, how old it is, and which transaction it waits for. */
    @GetMapping("/ops/outbox")
    @Operation(operationId = "readOutbox")
    @Fails({401, 403, 503})
    OutboxStatus outbox() {
        return statuses.now();
    }
}
