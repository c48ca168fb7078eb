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

/** Lets an operator send blogs again. */
@RestController
@Tag(name = "ops")
class RepublishOps {

    private final RepublishBlogs republish;

    RepublishOps(RepublishBlogs republish) {
        this.republish = republish;
    }

    /**
     * Puts the newest version of blogs into the outbox again, with the same version and event id, up to {@code limit}
     * of them. The relay sends them, unless {@code outbox} says that it is suspended. Call it again with {@code next}
     * as {@code after}, as fast as the consumers may be given work.
     */
    @PostMapping("/ops/republish")
    @Operation(operationId = "republish")
    @Fails(
            value = {400, 401, 403, 409, 503},
            conflict = "A blog is being changed by another request: send it again.")
    RepublishReport republish(@RequestBody RepublishRequest request, Principal operator) {
        String problem = request.problem();
        if (problem != null) {
            throw Problem.of(HttpStatus.BAD_REQUEST, problem);
        }
        return republish.republish(request, operator.getName());
    }
}
