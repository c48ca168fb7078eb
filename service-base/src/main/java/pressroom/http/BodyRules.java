package pressroom.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;

/** All calls of a service that take a body. */
public final class BodyRules {

    private final List<BodyRule> rules;

    /** These, the first that applies to a request being the one that counts. */
    public BodyRules(BodyRule... rules) {
        this.rules = List.of(rules);
    }

    /** The rule for a request; empty when its body is not to be read. */
    Optional<BodyRule> of(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        for (BodyRule rule : rules) {
            if (rule.appliesTo(request.getMethod(), path, request.getContentType())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
