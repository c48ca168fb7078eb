package pressroom.blog.security;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import pressroom.tokens.TokenProblems;
import tools.jackson.databind.json.JsonMapper;

/** Here a browser's cookie may stand for the token, if a page of ours sends it. */
@Component
class CallProblems extends TokenProblems {

    CallProblems(JsonMapper json) {
        super(json);
    }

    @Override
    protected String forbidden(AccessDeniedException e) {
        return e instanceof CsrfException
                ? "A call with a cookie must repeat the page's token in X-CSRF-TOKEN: reload the page. Or send a bearer"
                        + " token instead of the cookie."
                : super.forbidden(e);
    }
}
