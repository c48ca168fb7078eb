package pressroom.blog.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who looks at a page: an author, or a reader whom we need not know. */
@Component
public class Visitor {

    Visitor() {}

    /** The author who is signed in; empty for a reader. */
    public Optional<Author> author() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken token
                ? Author.ofSubject(token.getToken().getSubject())
                : Optional.empty();
    }
}
