package pressroom.blog.blogs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.Problem;
import pressroom.docs.Fails;

/** Lets an operator recover posts of which only the topic has the newest version. */
@RestController
@Tag(name = "ops")
class RecoverOps {

    private final RecoverBlogs recover;

    RecoverOps(RecoverBlogs recover) {
        this.recover = recover;
    }

    /**
     * Compares the topic behind the ends that the relay's position knows with the database, and settles up to
     * {@code limit} blogs that differ. Call it again with {@code next} as {@code after}; the call that finds no more
     * ends the relay's suspension.
     */
    @PostMapping("/ops/outbox/recover")
    @Operation(operationId = "recover")
    @Fails(
            value = {400, 401, 403, 409, 503},
            conflict = "Not all blogs are settled: send it again without `after`.")
    RecoverReport recover(@RequestBody RecoverRequest request, Principal operator) {
        String problem = request.problem();
        if (problem != null) {
            throw Problem.of(HttpStatus.BAD_REQUEST, problem);
        }
        return recover.recover(request, operator.getName());
    }
}
