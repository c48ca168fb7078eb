package pressroom.blog.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Finds the token of a form. A form with a file carries it in its address: else the whole file would be taken in before
 * anybody knows who sends it.
 */
final class CsrfTokenOfForm implements CsrfTokenRequestHandler {

    private final XorCsrfTokenRequestAttributeHandler masked = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        String type = request.getContentType();
        return masked.resolveCsrfTokenValue(
                type != null && type.startsWith("multipart/") ? new AddressOnly(request) : request, token);
    }

    private static final class AddressOnly extends HttpServletRequestWrapper {

        AddressOnly(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return UriComponentsBuilder.newInstance()
                    .query(getQueryString())
                    .build()
                    .getQueryParams()
                    .getFirst(name);
        }
    }
}
