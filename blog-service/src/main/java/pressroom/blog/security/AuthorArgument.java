package pressroom.blog.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import pressroom.blog.web.Problem;

/** Hands the {@link Author} to controllers that ask for one. */
@Component
class AuthorArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Author.class;
    }

    @Override
    public Author resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        if (!(request.getUserPrincipal() instanceof JwtAuthenticationToken token)) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "Send a bearer token.");
        }
        return Author.ofSubject(token.getToken().getSubject())
                .orElseThrow(() -> Problem.of(
                        HttpStatus.FORBIDDEN,
                        "The token's subject cannot be an author id: it " + Author.ID_RULE + "."));
    }
}
