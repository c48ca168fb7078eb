package pressroom.blog.neighbours;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The backend team's counter. Empty means that it did not answer in time. */
public class Counter {

    private static final Logger log = LoggerFactory.getLogger(Counter.class);

    private final RestClient http;

    Counter(RestClient http) {
        this.http = http;
    }

    /** An author's total; 0 when nothing of his was ever counted. */
    public Optional<Long> total(String author) {
        try {
            return Optional.of(http.get().uri("/api/users/{id}", author).exchangeForRequiredValue((request, answer) -> {
                if (answer.getStatusCode() == HttpStatus.NOT_FOUND) {
                    return 0L;
                }
                if (answer.getStatusCode() != HttpStatus.OK) {
                    throw new RestClientException("answered " + answer.getStatusCode());
                }
                AuthorTotal total = answer.bodyTo(AuthorTotal.class);
                if (total == null) {
                    throw new RestClientException("answered nothing");
                }
                return total.totalBlogs();
            }));
        } catch (RestClientException e) {
            log.debug("No total from the counter", e);
            return Optional.empty();
        }
    }

    /** The authors with the most posts, most first. */
    public Optional<List<AuthorTotal>> top(int limit) {
        try {
            return Optional.ofNullable(http.get()
                    .uri("/api/users?limit={limit}", limit)
                    .retrieve()
                    .body(new ParameterizedTypeReference<>() {}));
        } catch (RestClientException e) {
            log.debug("No authors from the counter", e);
            return Optional.empty();
        }
    }
}
