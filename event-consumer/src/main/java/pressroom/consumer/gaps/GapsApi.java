package pressroom.consumer.gaps;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import pressroom.docs.Fails;
import pressroom.tokens.Roles;

/** What the group's team may ask about its gaps, and do with them. */
@RestController
@Tag(name = "gaps")
@RequestMapping(path = "/ops/gaps", produces = MediaType.APPLICATION_JSON_VALUE)
class GapsApi {

    private final CloseGaps gaps;

    GapsApi(CloseGaps gaps) {
        this.gaps = gaps;
    }

    /** The filter before this is mapped to a path, which a service may move: nobody comes in beside it. */
    @ModelAttribute
    void operatorsOnly(HttpServletRequest request) {
        if (!request.isUserInRole(Roles.OPERATOR)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only operators may do this.");
        }
    }

    /** Lists the records that were deleted from the topic before the group read them, in all its partitions. */
    @GetMapping
    @Operation(operationId = "listGaps")
    @Fails({401, 403, 503})
    GapsReport list() {
        return gaps.report();
    }

    /**
     * Closes the gaps of this instance's partitions, or tells with {@code dryRun} which ones. Nothing is sent again by
     * that: call {@code POST /ops/republish} of blog-service before. They are gone for good with the next commit,
     * within seconds.
     */
    @PostMapping("/close")
    @Operation(operationId = "closeGaps")
    @Fails({400, 401, 403, 503})
    CloseGapsReport close(@RequestBody CloseGapsRequest request, HttpServletRequest call) {
        if (request.line().isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "The field reason is missing, empty or longer than 500 characters.");
        }
        return gaps.close(request, String.valueOf(call.getRemoteUser()));
    }
}
