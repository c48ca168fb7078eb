package pressroom.blog.outbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.Problem;
import pressroom.docs.Fails;

/** What an operator may ask of the outbox. */
@RestController
@Tag(name = "ops")
class OutboxOps {

    private final OutboxStatuses statuses;
    private final ResumeRelay resume;

    OutboxOps(OutboxStatuses statuses, ResumeRelay resume) {
        this.statuses = statuses;
        this.resume = resume;
    }

    /** Tells what is committed and not yet on the topic, how old it is, and which transaction it waits for. */
    @GetMapping("/ops/outbox")
    @Operation(operationId = "readOutbox")
    @Fails({401, 403, 503})
    OutboxStatus outbox() {
        return statuses.now();
    }

    /**
     * Ends a suspension of the relay, or tells with {@code dryRun} what that would do. Events may be sent again;
     * none is skipped. Answers 409 if the topic has what the database lacks, unless {@code force} is set: recover
     * instead.
     */
    @PostMapping("/ops/outbox/resume")
    @Operation(operationId = "resumeRelay")
    @Fails(
            value = {400, 401, 403, 409, 503},
            conflict = "There is nothing to resume, or the topic has what the database lacks; `detail` says which.")
    ResumeReport resume(@RequestBody ResumeRequest request, Principal operator) {
        if (request.line().isEmpty()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, "The field reason is missing, empty or longer than 500 characters.");
        }
        return resume.resume(request, operator.getName());
    }
}
