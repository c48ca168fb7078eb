package pressroom.blog.neighbours;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The search team's index. */
public class Search {

    private static final Logger log = LoggerFactory.getLogger(Search.class);

    private final RestClient http;

    Search(RestClient http) {
        this.http = http;
    }

    /** Looks for posts; never throws for a neighbour that is away or slow. */
    public SearchAnswer find(SearchWish wish) {
        try {
            return http.get()
                    .uri(uri -> uri.path("/api/search")
                            .queryParam("q", "{q}")
                            .queryParam("author", "{author}")
                            .queryParam("tag", "{tag}")
                            .queryParam("limit", "{limit}")
                            .queryParamIfPresent(
                                    "cursor", Optional.ofNullable(wish.cursor() == null ? null : "{cursor}"))
                            .build(
                                    wish.q(),
                                    wish.author(),
                                    wish.tag(),
                                    wish.limit(),
                                    Objects.requireNonNullElse(wish.cursor(), "")))
                    .exchangeForRequiredValue((request, answer) -> {
                        if (answer.getStatusCode() == HttpStatus.BAD_REQUEST) {
                            return new SearchAnswer(null, detail(answer.bodyTo(ProblemDetail.class)));
                        }
                        if (answer.getStatusCode() != HttpStatus.OK) {
                            throw new RestClientException("answered " + answer.getStatusCode());
                        }
                        return new SearchAnswer(answer.bodyTo(Hits.class), null);
                    });
        } catch (RestClientException e) {
            log.debug("No answer from the search", e);
            return SearchAnswer.NONE;
        }
    }

    private static String detail(@Nullable ProblemDetail problem) {
        return problem == null ? "" : Objects.requireNonNullElse(problem.getDetail(), "");
    }
}
