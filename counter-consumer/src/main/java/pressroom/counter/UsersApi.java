package pressroom.counter;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import pressroom.docs.Fails;

/** What anybody may ask about authors. */
@RestController
@Tag(name = "users")
@RequestMapping(path = "/api/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UsersApi {

    private static final int MAX_LIMIT = 100;

    private final Users users;

    UsersApi(Users users) {
        this.users = users;
    }

    /**
     * Tells how many posts an author has published.
     *
     * @param id the author id
     */
    @GetMapping("/{id}")
    @Operation(operationId = "readUser")
    @Fails({400, 404, 503})
    User user(@PathVariable String id) {
        return users.find(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "Nothing by this author was ever published, or it is not counted yet."));
    }

    /**
     * Lists authors by total, the most diligent first.
     *
     * @param limit how many, 1 to 100
     */
    @GetMapping
    @Operation(operationId = "listUsers")
    @Fails({400, 503})
    List<User> users(@RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "limit must lie between 1 and " + MAX_LIMIT + ".");
        }
        return users.top(limit);
    }
}
