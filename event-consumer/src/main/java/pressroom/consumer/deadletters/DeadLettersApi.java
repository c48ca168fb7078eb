package pressroom.consumer.deadletters;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import pressroom.docs.Fails;
import pressroom.tokens.Roles;

/** What the group's team may ask about its dead letters, and do with them. */
@RestController
@Tag(name = "dead letters")
@RequestMapping(path = "/ops/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLettersApi {

    private static final int MAX_LIMIT = 200;

    private final DeadLetters letters;
    private final Redrives redrives;

    DeadLettersApi(DeadLetters letters, Redrives redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    /** The filter before this is mapped to a path, which a service may move: nobody comes in beside it. */
    @ModelAttribute
    void operatorsOnly(HttpServletRequest request) {
        if (!request.isUserInRole(Roles.OPERATOR)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only operators may do this.");
        }
    }

    /**
     * Lists dead letters without their bytes, oldest first.
     *
     * @param limit how many, 1 to 200
     * @param cursor {@code next} of the page before
     */
    @GetMapping
    @Operation(operationId = "listDeadLetters")
    @Fails({400, 401, 403, 503})
    LetterPage list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "limit must lie between 1 and " + MAX_LIMIT + ".");
        }
        return letters.page(cursor == null ? null : place(cursor), limit);
    }

    private static Place place(String cursor) {
        try {
            return Place.ofCursor(cursor);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    /**
     * Shows a dead letter with its headers and bytes.
     *
     * @param partition its place among the dead letters, as the list says
     * @param offset its place in that partition
     */
    @GetMapping("/{partition:\\d+}/{offset:\\d+}")
    @Operation(operationId = "readDeadLetter")
    @Fails({400, 401, 403, 404, 503})
    WholeLetter read(@PathVariable int partition, @PathVariable long offset) {
        return letters.at(new Place(partition, offset))
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no dead letter at this place."));
    }

    /**
     * Hands all dead letters that there are now to the consumer again, in the background. Nothing is added to them, and
     * nothing taken away: what is still poison stays, and so does what was handled.
     */
    @PostMapping("/redrive")
    @Operation(operationId = "redriveDeadLetters")
    @ApiResponse(responseCode = "202", description = "It has begun.", useReturnTypeSchema = true)
    @Fails(
            value = {401, 403, 409},
            conflict = "One is running at this instance, or the instance is being stopped.")
    ResponseEntity<RedriveStatus> redrive() {
        return ResponseEntity.accepted().body(redrives.begin().orElseThrow(DeadLettersApi::oneIsRunning));
    }

    private static ErrorResponseException oneIsRunning() {
        ErrorResponseException problem = new ErrorResponseException(
                HttpStatus.CONFLICT,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT,
                        "A redrive is running at this instance, or the instance is being stopped. Wait for its end,"
                                + " or cancel it with DELETE."),
                null);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, DeadLetterProblems.RETRY_AFTER_SECONDS);
        return problem;
    }

    /** Tells how far this instance's newest redrive is. */
    @GetMapping("/redrive")
    @Operation(operationId = "readRedrive")
    @Fails({401, 403})
    RedriveStatus status() {
        return redrives.status();
    }

    /** Ends this instance's redrive after the letters in hand; without one nothing happens. */
    @DeleteMapping("/redrive")
    @Operation(operationId = "cancelRedrive")
    @Fails({401, 403})
    RedriveStatus cancel() {
        return redrives.cancel();
    }
}
